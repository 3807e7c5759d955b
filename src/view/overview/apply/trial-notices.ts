import * as model from '../../../model/index.ts';
import type { RepairChange, Status, Trial } from '../../../rpc/types/index.ts';
import * as components from '../../../ui/index.ts';
import { clockText } from './countdown.ts';

/**
 * kept: it stays. undone: the old setting is back. outside: changed by somebody else, without a trial. over: the trial ended elsewhere, and
 * somebody has changed the setting since, or tries another one.
 */
export type Ending = 'kept' | 'undone' | 'outside' | 'over';

/** Says on top of the page what has become of the setting. `mode`: what it is now; null = unknown. */
export function tellEnding(ending: Ending, mode: model.Mode | null, repair?: RepairChange): void {
	const level = ({ kept: 'info', undone: 'warning', outside: 'notice', over: 'notice' } as const)[ending];
	const text = repair ? repairText(ending, repair) : modeText(ending, mode);
	components.notify(text, level);
}

function repairText(ending: Ending, { network, active }: RepairChange): string {
	const done = active ? _('%s is repaired.') : _('The repair of %s is removed.');
	const undone = active
		? _('%s is as it was before the repair. The firewall needs a few seconds to load it.')
		: _('The repair of %s is back in place. The firewall needs a few seconds to load it.');
	if (ending === 'kept') return done.format(network);
	return (ending === 'undone' ? undone : _('The trial of a repair of %s had already ended.')).format(network);
}

function modeText(ending: Ending, mode: model.Mode | null): string {
	const texts = {
		kept: _('Setting kept: %s.'),
		undone: _('Old setting restored: %s. The firewall needs a few seconds to load it.'),
		outside: _(
			'The setting was changed outside this page, without a trial. It is now “%s” and will not be undone automatically.'
		),
		over: _('This trial had already ended. The setting is now “%s”.'),
	};
	return texts[ending].format(nameOf(mode));
}

/** The box that tells of a trial that another session has begun. */
export interface ForeignTrialBox {
	readonly element: HTMLElement;
	/** null: there is none. */
	update(trial: Trial | null, status: Status): void;
}

export function foreignTrialBox(): ForeignTrialBox {
	const text = E('span', { 'aria-live': 'polite' });
	// A screen reader is not told: it changes with every reading.
	const left = E('span');
	const element = E('div', { class: 'alert-message notice', id: 'nft-offload-other-trial', hidden: '' }, [
		text,
		' ',
		left,
	]);
	return {
		element,
		update(trial, status) {
			element.hidden = trial === null;
			components.setText(text, trial ? foreignText(trial, status) : '');
			const seconds = Math.ceil((trial?.left_ms ?? 0) / 1000);
			components.setText(left, seconds > 0 ? _('Time left: %s').format(clockText(seconds)) : '');
		},
	};
}

function foreignText(trial: Trial, { requested }: Status): string {
	if (trial.repair) return foreignRepairText(trial.left_ms, trial.repair);
	const mode = nameOf(requested && model.modeOf(requested));
	const words =
		trial.left_ms > 0
			? _('Another session is trying “%s”. Unless it is kept there, the router restores the old setting.')
			: _('The trial of “%s” is over: the router is restoring the old setting.');
	return words.format(mode);
}

function foreignRepairText(left: number, { network }: RepairChange): string {
	const words =
		left > 0
			? _(
					'Another session is trying a repair of %s. Unless it is kept there, the router restores the old setting.'
				)
			: _('The trial of a repair of %s is over: the router is restoring the old setting.');
	return words.format(network);
}

function nameOf(mode: model.Mode | null): string {
	return mode === null ? _('unknown') : model.modeName(mode);
}
