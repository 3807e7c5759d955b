import * as model from '../../index.ts';
import type { Section } from '../report.ts';
import type { Source } from '../source.ts';

/** Drivers, queues, and accelerators of vendors. */
export function devicesSection({ status, facts }: Source): Section {
	const rows: Section['rows'] = [];
	if (status) {
		const { drivers, accelerators, unknown } = status;
		const known = (drivers ?? []).filter(({ driver }) => driver !== null);
		rows.push([_('Drivers'), drivers ? listText(known.map(driverText)) : model.reasonText(unknown.drivers)]);
		rows.push([
			_('Other accelerators'),
			accelerators ? listText(accelerators) : model.reasonText(unknown.accelerators),
		]);
	}
	if (facts) {
		const qdiscs = facts.qdiscs?.map(({ device, kinds }) => `${device}: ${kinds.join(' ')}`);
		rows.push([_('Queues'), qdiscs ? listText(qdiscs) : model.reasonText(facts.unknown.qdiscs)]);
		rows.push([
			_('Services'),
			facts.services ? listText(facts.services.map(serviceText)) : model.reasonText(facts.unknown.services),
		]);
		rows.push([
			_('Other tables'),
			facts.tables ? listText(facts.tables) : model.reasonText(facts.unknown.tables),
		]);
	}
	return { id: 'devices', title: _('Devices and services'), rows, lines: [] };
}

function driverText({
	device,
	driver,
	hw_tc_offload,
}: {
	device: string;
	driver: string | null;
	hw_tc_offload: boolean | null;
}): string {
	const tc = hw_tc_offload === null ? '' : ` (hw-tc-offload ${hw_tc_offload ? 'on' : 'off'})`;
	return `${device}: ${driver}${tc}`;
}

function serviceText({ name, enabled }: { name: string; enabled: boolean }): string {
	return enabled ? name : _('%s (does not start at boot)').format(name);
}

function listText(items: string[]): string {
	return items.length === 0 ? _('none', 'flow offloading') : items.join(', ');
}
