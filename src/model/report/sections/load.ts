import * as model from '../../index.ts';
import * as result from '../../measurement-result.ts';
import { intervalOf, type Source } from '../source.ts';
import type { Content } from './content.ts';

/** Measurements, and the load while the report was made. */
export function load(source: Source, { measured, hardware }: model.Verdict['proof']): Content {
	const rows: model.Row[] = [
		[_('Measured'), measured.text],
		[_('Hardware'), hardware.text],
		...source.measured.map(
			// What SQM does now explains the newest result alone.
			(measurement, index): model.Row => [
				model.timeText(measurement.ended),
				measurementText(measurement, index === 0 ? source.replies.status : null),
			]
		),
	];
	const { cpu = null, wan_bytes = null, seconds = 1 } = intervalOf(source) ?? {};
	if (cpu) {
		const [busiest, softirq] = [model.percentText(cpu.busiest), model.percentText(cpu.softirq)];
		rows.push([_('Busiest CPU core'), _('%s, including %s for packet processing').format(busiest, softirq)]);
	}
	if (wan_bytes !== null)
		rows.push([_('Internet connection'), model.localized('%1000.1mbit/s'.format((wan_bytes * 8) / seconds))]);
	return { rows };
}

/** The outcome, and in brackets what helpers ask for next. */
function measurementText(measurement: model.Measurement, status: Source['replies']['status'] | null): string {
	const { mode, seconds, cpu, hardware_entries } = measurement;
	const load = cpu === null ? '?' : model.percentText(cpu);
	const { text } = result.describeMeasurement(measurement, status);
	const name = mode ? model.modeName(mode) : _('unknown');
	return `${name}: ${text} [${Math.round(seconds)} s, CPU ${load}, HW_OFFLOAD ${hardware_entries}]`;
}
