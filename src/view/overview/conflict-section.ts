import type { Conflict, Fix, HintGroups, RouterState } from '../../model/conflicts/index.ts';
import * as rules from '../../model/conflicts/index.ts';
import * as model from '../../model/index.ts';
import type { Judgement } from '../../model/judgement.ts';
import type { State } from '../../model/state.ts';
import type { Environment } from '../../rpc/types/environment.ts';
import * as components from '../../ui/index.ts';
import { type BoxActions, conflictBox } from './conflict-box.ts';

/** What the page does for the buttons of this section. */
interface ConflictPage {
	/** Applies a change; null for a session that may not. */
	fix: ((fix: Fix) => Promise<unknown>) | null;
	/** Hides the warnings of these rules and no others. */
	dismiss(ids: string[]): void;
}

/**
 * What on this router gets in the way of offloading, or offloading in the way of, below the checkbox that it is about. While offloading is
 * off it speaks of software, the first step; what hardware costs and adds is folded away.
 */
export function conflictSection(page: ConflictPage) {
	let dismissed: string[] = [];
	const actions: BoxActions = { fix: page.fix, hide: (id) => page.dismiss([...dismissed, id]) };
	const software = warningList(actions);
	const confirmations = confirmationList();
	const hardware = warningList(actions);
	const firstStep = E('p', { hidden: '' }, [
		_('The second step: try software offloading first, and see whether it is enough.'),
	]);
	const costs = hardwareDetails(actions);
	const summary = E('span', { 'aria-live': 'polite' });
	const gap = E('p', { hidden: '' });
	const showAll = components.button('', '', () => page.dismiss([]), { hidden: '' });
	return {
		/** Elements for below the two checkboxes, and below both. */
		software: E('div', { class: 'nft-offload-below' }, [software.element, confirmations.element]),
		hardware: E('div', { class: 'nft-offload-below' }, [firstStep, hardware.element, costs.element]),
		summary: E('div', { class: 'nft-offload-below' }, [E('p', [summary, ' ', showAll]), gap]),
		update(state: State, { router, warnings, offersHardware }: Judgement) {
			dismissed = state.dismissed;
			components.setText(summary, router ? countText(warnings) : waitingText(state));
			components.showText(gap, router && gapText(router.environment));
			components.showText(showAll, warnings.hidden > 0 ? hiddenText(warnings.hidden) : null);
			if (!router) return;
			const [ofHardware, others] = split(warnings.now);
			firstStep.hidden = offersHardware || state.selected === 'hardware';
			software.update(others, router);
			confirmations.update(warnings.confirmations);
			hardware.update(ofHardware, router);
			costs.update(warnings.hardware, router);
		},
	};
}

/** Conflicts of hardware offloading alone, and the others. */
function split(conflicts: Conflict[]): [hardware: Conflict[], others: Conflict[]] {
	const isHardware = ({ rule }: Conflict) => rule.mode === 'hardware';
	return [conflicts.filter(isHardware), conflicts.filter((conflict) => !isHardware(conflict))];
}

/** Warnings one below the other. */
function warningList(actions: BoxActions) {
	const element = E('div');
	const draw = components.onChange<[Conflict[], RouterState]>(
		([conflicts, router]) =>
			element.replaceChildren(...conflicts.map((conflict) => conflictBox(conflict, router, actions))),
		([conflicts, router]) => conflicts.map(({ rule, found }) => [rule.id, found, rule.fix?.(router)])
	);
	return { element, update: (conflicts: Conflict[], router: RouterState) => draw([conflicts, router]) };
}

/** Known tools that still work, a line each. */
function confirmationList() {
	const element = E('ul', { class: 'nft-offload-confirmations', hidden: '' });
	const update = components.onChange<Conflict[]>(
		(conflicts) => {
			element.hidden = conflicts.length === 0;
			element.replaceChildren(
				...conflicts.map((conflict) =>
					E('li', { 'data-confirmation': conflict.rule.id }, [
						[rules.effectText(conflict), conflict.rule.advice()].join(' '),
					])
				)
			);
		},
		(conflicts) => conflicts.map(({ rule, found }) => [rule.id, found])
	);
	return { element, update };
}

/** What hardware offloading costs everywhere, and what it adds on this router. */
function hardwareDetails(actions: BoxActions) {
	const title = E('summary', [_('Drawbacks of hardware offloading')]);
	const list = warningList(actions);
	const costs = rules.HARDWARE_COSTS.map((text) => E('li', [text()]));
	const element = E('details', { id: 'nft-offload-drawbacks' }, [title, E('ul', costs), list.element]);
	return {
		element,
		update(conflicts: Conflict[], router: RouterState) {
			const count = conflicts.length;
			const words = N_(
				count,
				'Drawbacks of hardware offloading, and %d warning for this router',
				'Drawbacks of hardware offloading, and %d warnings for this router'
			);
			components.setText(title, count > 0 ? words.format(count) : _('Drawbacks of hardware offloading'));
			list.update(conflicts, router);
		},
	};
}

function waitingText({ status, environment }: State): string {
	for (const reading of [environment, status])
		if (reading && 'error' in reading)
			return _('Conflicts are unknown: %s').format(model.callErrorText(reading.error));
	return _('Looking for conflicts…');
}

function countText({ now, hardware, hidden }: HintGroups): string {
	const count = now.length;
	if (count > 0)
		return N_(count, '%d warning for this router.', '%d warnings for this router.').format(count);
	if (hidden > 0) return _('No further warnings for this router.');
	return hardware.length > 0
		? _('Nothing on this router conflicts with software offloading.')
		: _('No conflict found on this router.');
}

function gapText({ unknown }: Environment): string | null {
	const reasons = Object.values(unknown).map((reason) => model.reasonText(reason));
	if (reasons.length === 0) return null;
	return _('Some information could not be read, so a warning may be missing: %s').format(reasons.join(' '));
}

function hiddenText(count: number): string {
	return N_(count, 'Show %d dismissed warning', 'Show %d dismissed warnings').format(count);
}
