import uci from 'luci/uci';
import ui from 'luci/ui';
import view from 'luci/view';
import type { Fix } from '../../model/conflicts/index.ts';
import * as model from '../../model/index.ts';
import { criticalAfter, type Judgement, judge } from '../../model/judgement.ts';
import { initialState, known, type PageEvent, type Reading, reduce, type State } from '../../model/state.ts';
import * as router from '../../rpc/backend.ts';
import type { Status, StoredResults } from '../../rpc/types/index.ts';
import * as components from '../../ui/index.ts';
import { loadMemory, type Memory } from '../load-memory.ts';
import { dismissedStore, resultsStore, samplesStore } from '../stores.ts';
import { addChartStyle } from './chart/style.ts';
import { chartSection } from './chart-section.ts';
import { conflictSection } from './conflict-section.ts';
import { counterSection } from './counter-section.ts';
import { detailsSection } from './details-section.ts';
import { exceptionsSection } from './exceptions-section.ts';
import { withActions } from './load-actions.ts';
import { measureSection } from './measure/measure-section.ts';
import { pollRouter, type RouterPoll } from './poll.ts';
import { repairSection } from './repair-section.ts';
import { type SettingsForm, settingsForm } from './settings-form.ts';
import { storedResultsSection } from './stored-results-section.ts';
import { pageTrials } from './trials.ts';
import { verdictSection } from './verdict-section.ts';

/** A section of the page: it draws what the state and the judgement say, and stores nothing of them. */
interface Section {
	update(state: State, judgement: Judgement): void;
}

const overview = overviewPage();

/** Network > Flow Offloading: the verdict, the switch with its conflicts, the measurement, the live counter, the chart, and details. */
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
	let poll: RouterPoll | null = null;
	let memory: Memory | null = null;
	let isMeasuring = () => false;
	let showsEngines = () => false;

	function dispatch(event: PageEvent): void {
		state = reduce(state, event);
		saveState(state, event);
		judgement = judge(state, memory?.recall);
		for (const section of sections) section.update(state, judgement);
		trials.update();
		if (event.type === 'settings-changed' || trials.isOpen() || known(state.status)?.trial) poll?.faster();
	}

	const settingsChanged = () => dispatch({ type: 'settings-changed', time: now() });
	const trials = pageTrials({ state: () => state, settingsChanged, redraw });
	let settings: SettingsForm | null = null;

	async function apply(changes: model.OptionChange[]): Promise<void> {
		const conflicts = criticalAfter(state, judgement, changes);
		if (await withActions((loaded) => loaded.confirmDespiteConflicts(conflicts))) await trials.apply(changes);
	}

	/** A result is shown at once, whatever becomes of it on the router. */
	async function measured(result: model.Measurement): Promise<void> {
		dispatch({ type: 'measured', result });
		const saved = await withActions(({ saveResult }) => saveResult(result));
		if (saved) await showStored(saved.stored && { value: saved.stored }, saved.note);
	}

	async function showStored(reading: Reading<StoredResults> | null, note: string | null): Promise<void> {
		if (known(reading)?.results?.length) memory ??= await loadMemory();
		dispatch({ type: 'stored-results', reading, note });
	}

	async function deleteResults(): Promise<void> {
		const stored = await withActions((loaded) => loaded.deleteResults());
		if (stored) await showStored({ value: stored }, null);
	}

	async function redraw(): Promise<void> {
		uci.unload('firewall');
		await settings?.draw();
	}

	const saveAndApply = () => apply(model.modeChanges(state.selected));

	/** What the buttons of the verdict do. */
	const helpers = (showMeasurement: () => void): components.Helpers => ({
		enable() {
			settings?.tickSoftware();
			return saveAndApply();
		},
		// What was saved on another page of LuCI.
		apply: () => apply([]),
		measure: showMeasurement,
		load: ui.createHandlerFn(null, async () => {
			await withActions(({ loadFirewall }) => loadFirewall(known(state.status)));
			settingsChanged();
		}),
	});

	/** Makes all sections of the page, from top to bottom. */
	function build(): HTMLElement {
		const mayChange = L.hasViewPermission() === true;
		const exceptions = exceptionsSection({ mayChange, state: () => state, settingsChanged });
		const fix = ({ action, changes }: Fix) => {
			if (action === 'flush') return withActions(({ flushOffloaded }) => flushOffloaded());
			return action === 'first-packets' ? exceptions.excludeFirstPackets() : apply(changes);
		};
		const conflicts = conflictSection({
			fix: mayChange ? fix : null,
			dismiss: (ids) => dispatch({ type: 'dismissed', ids }),
		});
		const measuring = measureSection({
			mayMeasure: mayChange,
			state: () => state,
			conflicts: () => judgement.conflicts,
			measured,
			settingsChanged,
			apply,
		});
		isMeasuring = measuring.isMeasuring;
		const repairs = repairSection({
			mayChange,
			state: () => state,
			measured,
			start: trials.repair,
		});
		const verdict = verdictSection(mayChange ? { ...helpers(measuring.show), repair: repairs.repair } : {});
		const storedResults = storedResultsSection({ mayDelete: mayChange, memory: () => memory, deleteResults });
		const [counter, chart] = [counterSection(), chartSection()];
		const details = detailsSection(() => poll?.statusNext());
		showsEngines = details.isOpen;
		const { software, hardware, summary } = conflicts;
		const both = E('div', { class: 'nft-offload-under' }, [summary, mayChange ? actions() : readOnly()]);
		settings = settingsForm({ software, hardware, both }, (mode) => dispatch({ type: 'selected', mode }));
		sections = [verdict, conflicts, repairs, exceptions, measuring, storedResults, counter, chart, details];
		return E('div', [
			E('h2', { name: 'content' }, [_('Flow Offloading')]),
			trials.element,
			verdict.element,
			settings.element,
			repairs.element,
			measuring.element,
			storedResults.element,
			E('div', { class: 'nft-offload-columns' }, [counter.element, chart.element]),
			E('div', { class: 'cbi-section' }, [exceptions.element, details.element]),
		]);
	}

	/** Own buttons instead of LuCI's: its "Apply unchecked" would go around the rollback. */
	function actions(): HTMLElement {
		return E('div', { class: 'nft-offload-actions' }, [
			components.button(
				_('Save & Apply'),
				'cbi-button-apply important',
				ui.createHandlerFn(null, saveAndApply)
			),
			components.button(
				_('Reset', 'flow offloading'),
				'cbi-button-reset',
				ui.createHandlerFn(null, () => settings?.draw())
			),
		]);
	}

	return {
		async render() {
			components.addStyle();
			components.markQuotations();
			addChartStyle();
			// All are needed before anything is drawn. Why the settings cannot be read is told by their form.
			await Promise.all([components.readPageAccess(router.mayRead), uci.load('firewall').catch(() => {})]);
			const element = build();
			await settings?.draw();
			for (const section of sections) section.update(state, judgement);
			poll = pollRouter({
				counters: (reading) => dispatch({ type: 'counters', reading, time: now() }),
				async status(reading, changes) {
					const pending = model.pendingOptions(changes?.firewall ?? []);
					const dismissed = dismissedStore(boardOf(reading)).get() ?? [];
					dispatch({ type: 'status', reading, pending, dismissed });
					await trials.follow();
				},
				environment: (reading) => dispatch({ type: 'environment', reading }),
				results: (reading) => showStored(reading, state.saveNote),
				isMeasuring: () => isMeasuring(),
				showsEngines: () => showsEngines(),
			});
			return element;
		},

		/** The buttons are below the checkboxes. */
		footer: () => E('div'),
	};
}

function readOnly(): HTMLElement {
	return E('p', [_('You have read-only access: only an administrator can change these settings.')]);
}

/** Stores what is to be there when the page is loaded again. */
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
