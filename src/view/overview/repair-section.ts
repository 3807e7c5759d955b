import * as model from '../../model/index.ts';
import type { Judgement } from '../../model/judgement.ts';
import { describeRepair } from '../../model/repair-words.ts';
import { known, type State } from '../../model/state.ts';
import type { Repair, RepairChange } from '../../rpc/types/index.ts';
import * as components from '../../ui/index.ts';
import type { TrialWatch } from './apply/trial-controller.ts';
import { withActions } from './load-actions.ts';
import type { MeasuringPage } from './measure/take-measurement.ts';

/** What the section needs of the page. */
interface RepairPage extends MeasuringPage {
	/** false: this session is read-only. */
	mayChange: boolean;
	/** Puts a repair, or its removal, on trial. */
	start(change: RepairChange, watch?: TrialWatch): Promise<void>;
}

/**
 * Uplinks whose device firewall4 does not list: what is repaired, could be, or must not be. Hidden where there is none, and without the
 * repair that the verdict offers already.
 */
export function repairSection(page: RepairPage) {
	const boxes = E('div');
	const element = E('div', { class: 'cbi-section', id: 'nft-offload-repair', hidden: '' }, [
		E('h3', [_('Repair')]),
		boxes,
	]);
	const draw = components.onChange((repairs: Repair[]) => {
		element.hidden = repairs.length === 0;
		boxes.replaceChildren(...repairs.map((repair) => repairBox(repair, page)));
	});
	return {
		element,
		update({ status }: State, { diagnosis }: Judgement) {
			const read = known(status);
			// While a repair is on trial its dialog tells of it.
			if (read) draw(read.trial?.repair ? [] : notInVerdict(read.repairs ?? [], diagnosis.headline));
		},
		/** Asks how the repair of a network is to begin. */
		repair: (network: string) => openRepair(network, page),
	};
}

/** In the grace period the reading is older than what the kernel holds, so nothing is offered. */
function notInVerdict(repairs: Repair[], { id, help }: model.Finding): Repair[] {
	const told = help?.kind === 'repair' ? help.network : null;
	return repairs.filter(
		({ state, network }) => state !== 'offered' || (id !== 'grace-period' && network !== told)
	);
}

function repairBox(repair: Repair, page: RepairPage): HTMLElement {
	const { id, level, text } = describeRepair(repair);
	const { network } = repair;
	const box = E('div', { class: `alert-message ${level}`, 'data-repair': id, 'data-network': network }, [
		text,
	]);
	if (!page.mayChange) return box;
	if (id === 'offered')
		box.append(
			' ',
			action(_('Repair %s').format(network), () => openRepair(network, page))
		);
	if (model.isRepaired(repair))
		box.append(
			' ',
			action(id === 'in_place' ? _('Take back') : _('Remove', 'flow offloading'), () =>
				page.start({ network, active: false })
			)
		);
	return box;
}

function openRepair(network: string, page: RepairPage): Promise<unknown> {
	return withActions(({ openRepairDialog }) => openRepairDialog(network, page));
}

function action(label: string, click: () => unknown): HTMLElement {
	return components.button(label, 'cbi-button-action', click);
}
