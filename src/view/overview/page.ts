import uci from 'luci/uci';
import ui from 'luci/ui';
import view from 'luci/view';
import * as model from '../../model/index.ts';
import { criticalAfter, type Judgement, judge } from '../../model/judgement.ts';
import { initialState, known, type PageEvent, type Reading, reduce, type State } from '../../model/state.ts';
import type { Status } from '../../rpc/types/index.ts';
import * as components from '../../ui/index.ts';
import { dismissedStore, resultsStore, samplesStore } from '../stores.ts';
import { loadFirewall } from './apply/load-firewall.ts';
import { trialController } from './apply/trial-controller.ts';
import { chartSection } from './chart-section.ts';
import { commandsSection } from './commands-section.ts';
import { confirmDespiteConflicts } from './conflict-dialog.ts';
import { conflictSection } from './conflict-section.ts';
import { counterSection } from './counter-section.ts';
import { measureSection } from './measure/measure-section.ts';
import { pollRouter } from './poll.ts';
import { repairSection } from './repair-section.ts';
import { settingsForm } from './settings-form.ts';
import { statusSection } from './status-section.ts';
import { verdictSection } from './verdict-section.ts';

/** A part of the page: it draws what the state and the judgement say, and keeps nothing of them. */
interface Section {
	element: HTMLElement;
	update(state: State, judgement: Judgement): void;
}

const overview = overviewPage();

/** Network > Flow Offloading: the verdict, the switch, the live counter, what is requested against what is loaded. */
export default view.extend({
	render: overview.render,
	addFooter: overview.footer,
	handleSave: null,
	handleSaveApply: null,
	handleReset: null,
});

/** Readings and what the user does become events; each event makes a state, the state a judgement, and the sections draw both. */
function overviewPage() {
	let state = initialState({ samples: samplesStore.get() ?? [], results: resultsStore.get() ?? [] });
	let judgement = judge(state);
	let sections: Section[] = [];
	let pollFaster = () => {};

	function dispatch(event: PageEvent): void {
		state = reduce(state, event);
		saveState(state, event);
		judgement = judge(state);
		for (const section of sections) section.update(state, judgement);
		trials.update();
		if (event.type === 'settings-changed' || trials.isOpen() || known(state.status)?.trial) pollFaster();
	}

	const settingsChanged = () => dispatch({ type: 'settings-changed', time: now() });
	const settings = settingsForm((mode) => dispatch({ type: 'selected', mode }));
	const trials = trialController({ state: () => state, settingsChanged, redraw });

	async function apply(changes: model.OptionChange[]): Promise<void> {
		if (await confirmDespiteConflicts(criticalAfter(state, judgement, changes))) await trials.apply(changes);
	}

	function redraw(): Promise<void> {
		uci.unload('firewall');
		return settings.draw();
	}

	const saveAndApply = () => apply(model.modeChanges(state.selected));

	/** What the buttons of the verdict do. */
	const helpers = (showMeasurement: () => void): components.Helpers => ({
		enable() {
			settings.tickSoftware();
			return saveAndApply();
		},
		// What was saved on another page of LuCI.
		apply: () => apply([]),
		measure: showMeasurement,
		load: ui.createHandlerFn(null, () => loadFirewall(known(state.status)).then(settingsChanged)),
	});

	function makeSections() {
		const mayChange = L.hasViewPermission() === true;
		const conflicts = conflictSection({
			fix: mayChange ? (fix) => apply(fix.changes) : null,
			dismiss: (ids) => dispatch({ type: 'dismissed', ids }),
		});
		const measuring = measureSection({
			mayMeasure: mayChange,
			state: () => state,
			measured: (result) => dispatch({ type: 'measured', result }),
			settingsChanged,
		});
		const repairs = repairSection({
			mayChange,
			state: () => state,
			measured: (result) => dispatch({ type: 'measured', result }),
			start: trials.repair,
		});
		const verdict = verdictSection(mayChange ? { ...helpers(measuring.show), repair: repairs.repair } : {});
		return [
			conflicts,
			commandsSection(),
			verdict,
			repairs,
			counterSection(),
			measuring,
			chartSection(),
			statusSection(),
		];
	}

	return {
		async render() {
			components.addStyle();
			await settings.draw();
			const drawn: Section[] = makeSections();
			sections = [settings, ...drawn];
			for (const section of sections) section.update(state, judgement);
			pollFaster = pollRouter({
				counters: (reading) => dispatch({ type: 'counters', reading, time: now() }),
				async status(reading, changes) {
					const pending = model.pendingOptions(changes?.firewall ?? []);
					const dismissed = dismissedStore(boardOf(reading)).get() ?? [];
					dispatch({ type: 'status', reading, pending, dismissed });
					await trials.follow();
				},
				environment: (reading) => dispatch({ type: 'environment', reading }),
			}).faster;
			const elements = drawn.map(({ element }) => element);
			return E('div', [trials.element, settings.element, settings.secondStep, sameSetting(), ...elements]);
		},

		/** Own buttons instead of LuCI's: its "Apply unchecked" would go around the rollback. */
		footer() {
			if (!L.hasViewPermission()) return E('div');
			return E('div', { class: 'cbi-page-actions' }, [
				components.button(_('Save & Apply'), 'cbi-button-apply', ui.createHandlerFn(null, saveAndApply)),
				' ',
				components.button(_('Reset'), 'cbi-button-reset', ui.createHandlerFn(null, settings.draw)),
			]);
		},
	};
}

/** Keeps what is to be there when the page is loaded again. */
function saveState({ history, results, dismissed, status }: State, { type }: PageEvent): void {
	if (type === 'counters') samplesStore.set(history.samples);
	if (type === 'measured') resultsStore.set(results);
	if (type === 'dismissed') dismissedStore(boardOf(status)).set(dismissed.length > 0 ? dismissed : null);
}

function boardOf(status: Reading<Status> | null): string {
	return known(status)?.system.board ?? '';
}

/** Seconds since 1970. */
function now(): number {
	return Date.now() / 1000;
}

function sameSetting(): HTMLElement {
	return E('p', [
		_('Also available under:'),
		' ',
		E('a', { href: L.url('admin/network/firewall') }, [_('Network › Firewall')]),
	]);
}
