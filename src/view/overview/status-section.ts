import * as model from '../../model/index.ts';
import type { State } from '../../model/state.ts';
import * as components from '../../ui/index.ts';

/** Rows that stand above the details. */
const FOR_EVERYBODY = 3;

/** The section "Requested and loaded": what is asked for beside what the kernel has, with the details for helpers. */
export function statusSection() {
	const facts = components.factTable(_('Requested and loaded'));
	const system = components.factTable(_('This router'));
	const element = E('div', { class: 'cbi-section' }, [
		E('h3', [_('Requested and loaded')]),
		facts.element,
		E('details', [E('summary', [_('Details')]), system.element]),
	]);
	return {
		element,
		update({ status: reading }: State) {
			if (!reading) return;
			if ('error' in reading) {
				facts.update([[_('State of the router'), model.callFaultText(reading.error)]]);
				return;
			}
			const rows = model.settingRows(reading.value);
			facts.update(rows.slice(0, FOR_EVERYBODY));
			system.update([
				...rows.slice(FOR_EVERYBODY),
				...model.flowtableRows(reading.value),
				...model.systemRows(reading.value.system),
			]);
		},
	};
}
