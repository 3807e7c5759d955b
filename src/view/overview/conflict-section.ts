import type { Fix, HintGroups, RouterState } from '../../model/conflicts/index.ts';
import * as rules from '../../model/conflicts/index.ts';
import type { Finding, Mode } from '../../model/index.ts';
import * as model from '../../model/index.ts';
import type { Environment } from '../../rpc/types/environment.ts';
import type { Status } from '../../rpc/types/index.ts';
import * as parts from '../../ui/index.ts';
import { askDespite } from './conflict-dialog.ts';
import { hiddenHints, setHiddenHints } from './dismissed.ts';
import { hintList } from './hint-list.ts';
import type { Reading } from './poll.ts';

/** A reading is null until it has come. `mode` is the one chosen in the form, saved or not. */
export interface ConflictInput {
	status: Reading<Status> | null;
	facts: Reading<Environment> | null;
	mode: Mode;
}

export interface ConflictSection {
	readonly element: HTMLElement;
	update(input: ConflictInput): void;
	/** To be called before an apply: asks once more where `mode` has a critical conflict; resolves to whether to go on. */
	mayApply(mode: Mode): Promise<boolean>;
	/** What to say beside the rungs of the mode that is on. */
	note(): Finding | null;
}

/**
 * The section beside the checkboxes: what on this router gets in the way of offloading, or offloading in the way of. While offloading
 * is off it speaks of software, the first step; what hardware costs and adds is folded away. `applyFix` writes and applies a change.
 */
export function conflictSection(applyFix: (fix: Fix) => Promise<unknown>): ConflictSection {
	let input: ConflictInput = { status: null, facts: null, mode: 'off' };
	const hide = (ids: string[]) => {
		setHiddenHints(boardOf(input), ids);
		draw();
	};
	const drawing = drawSection({
		fix: L.hasViewPermission() ? applyFix : null,
		hide: (id) => hide([...hiddenHints(boardOf(input)), id]),
		showAll: () => hide([]),
	});
	const draw = () => drawing.update(input, hiddenHints(boardOf(input)));
	draw();
	return {
		element: drawing.element,
		update(next) {
			input = next;
			draw();
		},
		async mayApply(mode) {
			const router = routerOf(input);
			const critical = router ? rules.criticalFor(rules.findConflicts(router), mode) : [];
			return critical.length === 0 || askDespite(critical);
		},
		note() {
			const router = routerOf(input);
			if (!router?.status.requested) return null;
			const conflicts = rules.findConflicts(router);
			return rules.conflictNote(
				conflicts,
				model.modeOf(router.status.requested),
				hiddenHints(boardOf(input))
			);
		},
	};
}

interface SectionActions {
	fix: ((fix: Fix) => Promise<unknown>) | null;
	hide(id: string): void;
	showAll(): void;
}

function drawSection(actions: SectionActions) {
	const summary = E('p', { role: 'status' });
	const now = hintList(actions);
	const hardware = hardwareDetails(actions);
	const gap = E('p');
	const hidden = E('button', { class: 'btn cbi-button', click: () => actions.showAll() });
	const element = E('div', { class: 'cbi-section', id: 'nft-offload-conflicts' }, [
		E('h3', [_('Conflicts and hints')]),
		summary,
		now.element,
		hardware.element,
		gap,
		hidden,
	]);
	const update = (input: ConflictInput, hiddenIds: string[]) => {
		const router = routerOf(input);
		const conflicts = router ? rules.findConflicts(router) : [];
		const groups = rules.groupHints(conflicts, input.mode, hiddenIds);
		parts.setText(summary, router ? countText(groups) : waitingText(input));
		if (router) now.update(groups.now, router);
		if (router) hardware.update(groups, router);
		showText(gap, router && gapText(router.environment));
		showText(hidden, groups.hidden > 0 ? hiddenText(groups.hidden) : null);
	};
	return { element, update };
}

/** What hardware offloading costs everywhere, and what it adds on this router. */
function hardwareDetails(actions: SectionActions) {
	const title = E('summary', [_('What hardware offloading costs')]);
	const list = hintList(actions);
	const costs = rules.HARDWARE_COSTS.map((text) => E('li', [text()]));
	const element = E('details', [title, E('ul', costs), list.element]);
	return {
		element,
		update({ hardware }: HintGroups, router: RouterState) {
			const count = hardware.length;
			const words = N_(
				count,
				'What hardware offloading costs, and %d hint for this router',
				'What hardware offloading costs, and %d hints for this router'
			);
			parts.setText(title, count > 0 ? words.format(count) : _('What hardware offloading costs'));
			list.update(hardware, router);
		},
	};
}

/** LuCI's themes give buttons a `display` that is stronger than `hidden`. */
function showText(element: HTMLElement, text: string | null): void {
	element.style.display = text === null ? 'none' : '';
	parts.setText(element, text ?? '');
}

/** What the rules need, or null while a part of it is missing. */
function routerOf({ status, facts }: ConflictInput): RouterState | null {
	if (!status || !facts || 'error' in status || 'error' in facts) return null;
	return { status: status.value, environment: facts.value };
}

function boardOf({ status }: ConflictInput): string {
	return status && 'value' in status ? (status.value.system.board ?? '') : '';
}

function waitingText({ status, facts }: ConflictInput): string {
	for (const reading of [facts, status])
		if (reading && 'error' in reading)
			return _('Conflicts are unknown: %s').format(model.callFaultText(reading.error));
	return _('Looking for conflicts…');
}

function countText({ now, hardware, hidden }: HintGroups): string {
	const count = now.length;
	if (count > 0) return N_(count, '%d hint for this router:', '%d hints for this router:').format(count);
	if (hidden > 0) return _('No further hints for this router.');
	return hardware.length > 0
		? _('Nothing on this router stands against software offloading.')
		: _('No conflict found on this router.');
}

function gapText({ unknown }: Environment): string | null {
	const reasons = Object.values(unknown).map((reason) => model.reasonText(reason));
	if (reasons.length === 0) return null;
	return _('Not everything could be read, so a hint may be missing: %s').format(reasons.join(' '));
}

function hiddenText(count: number): string {
	return N_(count, 'Show %d hidden hint again', 'Show %d hidden hints again').format(count);
}
