import * as entries from '../../model/connections/index.ts';
import * as model from '../../model/index.ts';
import * as components from '../../ui/index.ts';
import { numberCells } from './cells.ts';
import { toggle } from './toggle.ts';

/** The heading of a group: a device with its share, its sums and the main reason, or what does not use the uplink. */
export interface GroupRow {
	readonly element: HTMLElement;
	update(group: entries.Group, open: boolean): void;
}

export function groupRow(toggled: (open: boolean) => void): GroupRow {
	const button = toggle(toggled);
	const name = E('th', { class: 'th left nft-offload-name', scope: 'rowgroup' }, [button.element]);
	const count = E('td', { class: 'td left nft-offload-count' });
	const numbers = numberCells();
	const share = E('strong', { class: 'nft-offload-group-share' });
	const why = E('div', { class: 'nft-offload-why' });
	const state = E('td', { class: 'td left nft-offload-wide' }, [share, why]);
	const element = E('tr', { class: 'tr nft-offload-group' }, [name, count, ...numbers.elements, state]);
	return {
		element,
		update(group, open) {
			button.update(group.name, open);
			components.setText(
				count,
				N_(group.count, '%s connection', '%s connections').format(model.countText(group.count))
			);
			numbers.update(group);
			components.showText(share, group.share && entries.offloadedShareText(group.share));
			components.setText(why, entries.groupReasonText(group));
			element.dataset.kind = group.kind;
		},
	};
}
