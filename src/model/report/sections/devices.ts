import type { DeviceDriver } from '../../../rpc/types/index.ts';
import * as engines from '../../engine-words.ts';
import * as model from '../../index.ts';
import type { Source } from '../source.ts';
import type { Content } from './content.ts';

/** Drivers, queues, and whatever else on the router gets in the way of offloading. */
export function devices({ replies: { status, environment } }: Source): Content {
	const rows: model.Row[] = [];
	if (status) {
		const { drivers, accelerators, unknown } = status;
		const known = drivers?.filter(({ driver }) => driver).map(driverText);
		rows.push([_('Drivers'), model.listText(known, unknown.drivers)]);
		rows.push([_('Other accelerators'), model.listText(accelerators, unknown.accelerators)]);
		rows.push(...engines.engineRows(status, environment));
	}
	if (environment) {
		const { qdiscs, services, tables, unknown } = environment;
		const queues = qdiscs?.map(({ device, kinds }) => `${device}: ${kinds.join(' ')}`);
		const installed = services?.map(({ name, enabled }) => (enabled ? name : `${name} (off)`));
		rows.push([_('Queues'), model.listText(queues, unknown.qdiscs)]);
		rows.push([_('Services'), model.listText(installed, unknown.services)]);
		rows.push([_('Other flowtables'), model.listText(tables, unknown.tables)]);
	}
	return { rows };
}

function driverText({ device, driver, hw_tc_offload }: DeviceDriver): string {
	const tc = hw_tc_offload === null ? '' : ` (hw-tc-offload ${hw_tc_offload ? 'on' : 'off'})`;
	return `${device}: ${driver}${tc}`;
}
