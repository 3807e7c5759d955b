import ui from 'luci/ui';
import * as model from '../../../model/index.ts';
import { repairRows, repairTrialText } from '../../../model/repair-words.ts';
import type { RepairChange } from '../../../rpc/types/index.ts';
import * as components from '../../../ui/index.ts';
import type { PageTrial } from './apply-with-rollback.ts';
import { clockText, countdown } from './countdown.ts';
import { openDialog } from './dialog.ts';

/** What the user, or time, decides. Where it rejects, the dialog says why and stays. */
export interface Decisions {
	keep(): Promise<unknown>;
	undo(): Promise<unknown>;
}

export interface TrialDialog {
	/** What has been read of the router by now. */
	update(evidence: model.TrialEvidence): void;
	close(): void;
}

/** Asks whether a change on trial is to be kept, while its time runs, and shows whether it works, and `more`. At the end of the time it undoes. */
export function trialDialog(trial: PageTrial, decide: Decisions, more: HTMLElement[] = []): TrialDialog {
	const clock = E('p');
	// Orca reads the paragraph; of a timer's own text it says nothing but “timer”.
	const timer = E('div', { role: 'timer' }, [clock]);
	const facts = components.factTable(_('What the change did'));
	const spoken = E('p', { class: 'nft-offload-spoken', 'aria-live': 'polite' });
	const error = E('div', { class: 'alert-message warning', role: 'alert', hidden: '' });
	const say = (text: string) => components.setText(spoken, text);
	const attempt = (decision: () => Promise<unknown>) => () =>
		decision().catch((cause) => components.showText(error, errorText(cause)));
	const undo = attempt(decide.undo);

	const dialog = openDialog(
		_('Keep this setting?'),
		[E('p', [introduction(trial)]), ...notes(trial), facts.element, ...more, timer, spoken, error],
		[
			components.button(_('Undo now'), 'cbi-button-negative', ui.createHandlerFn(null, undo)),
			components.button(
				_('Keep', 'flow offloading'),
				'cbi-button-positive important',
				ui.createHandlerFn(null, attempt(decide.keep))
			),
		]
	);
	const running = countdown(
		trial.endsAt,
		(seconds) => {
			components.setText(clock, clockWords(seconds));
			if (seconds === 0) undo();
		},
		(seconds) => say(N_(seconds, '%d second left', '%d seconds left').format(seconds))
	);
	let stage: model.TrialStage = 'applied';
	return {
		update(evidence) {
			const { repair } = trial;
			facts.update(repair ? repairRows(evidence.status, repair) : model.trialRows(evidence));
			const reached = repair ? repairStage(evidence, repair) : model.trialStage(evidence);
			if (reached !== stage && reached !== 'applied') say(stageWords(reached));
			stage = reached;
		},
		close() {
			running.stop();
			dialog.close();
		},
	};
}

function repairStage({ status }: model.TrialEvidence, repair: RepairChange): model.TrialStage {
	return model.isRepairLoaded(status, repair) ? 'loaded' : 'applied';
}

function introduction({ mode, repair }: PageTrial): string {
	if (repair) return repairTrialText(repair);
	return _(
		'The router is trying “%s”. Check that everything you need still works. Unless you keep it, the router restores the old setting automatically.'
	).format(model.modeName(mode));
}

function notes({ mode, check }: PageTrial): HTMLElement[] {
	const texts: string[] = [];
	if (check?.accepted === null)
		texts.push(
			_('Could not check in advance whether the kernel accepts the rules: %s').format(
				model.reasonText(check.unknown.accepted)
			)
		);
	else if (check?.ran === 'throw_away')
		texts.push(
			_('Only a flowtable was checked in advance, not the full ruleset: %s').format(
				model.reasonText(check.unknown.firewall4)
			)
		);
	if (mode === 'hardware' && check?.flowtable?.hardware === false) texts.push(fallbackText(check.rejecting));
	return texts.map((text) => E('div', { class: 'alert-message notice' }, [text]));
}

function fallbackText(rejecting: string[] | null): string {
	return rejecting
		? _('The kernel rejects hardware offloading on %s. The firewall falls back to software.').format(
				rejecting.join(', ')
			)
		: _('The kernel rejects hardware offloading on these devices. The firewall falls back to software.');
}

function clockWords(seconds: number): string {
	if (seconds === 0) return _('Time is up: the router is restoring the old setting.');
	return _('Time left: %s').format(clockText(seconds));
}

function stageWords(stage: 'loaded' | 'picked-up'): string {
	return stage === 'loaded' ? _('The kernel has loaded it.') : _('Connections are being offloaded.');
}

function errorText(cause: unknown): string {
	return _('Your choice did not go through. The router restores the old setting automatically. %s').format(
		model.callErrorText(cause)
	);
}
