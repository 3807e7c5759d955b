import * as model from '../../index.ts';
import type { Measurement } from '../../measurement.ts';
import type { Section } from '../report.ts';
import type { Source } from '../source.ts';

/** Measurements, and the load while the report was made. */
export function loadSection(source: Source, seals: model.Verdict['seals']): Section {
	const { measured } = source;
	const rows: Section['rows'] = [
		[_('Measured'), seals.measured.text],
		[_('Hardware'), seals.hardware.text],
		...measured.map((measurement): [string, string] => [
			timeText(measurement.ended),
			measurementText(measurement),
		]),
		...nowRows(source),
	];
	return { id: 'load', title: _('Measurements and load'), rows, lines: [] };
}

/** "software, 97 % of 120.0 MiB bypassed the firewall in 20 s" */
function measurementText(measurement: Measurement): string {
	const { mode, total_bytes, seconds, hardware_entries } = measurement;
	const share = model.bypassedShare(measurement);
	const name = mode ? model.modeName(mode) : _('unknown');
	if (share === null)
		return _('%s: %s in %d s, too little to tell; %d connections in hardware').format(
			name,
			model.bytesText(total_bytes),
			seconds,
			hardware_entries
		);
	return _('%s: %s of %s bypassed the firewall in %d s').format(
		name,
		model.percentText(share),
		model.bytesText(total_bytes),
		seconds
	);
}

function timeText(time: number): string {
	return new Date(time).toISOString().replace('T', ' ').slice(0, 16);
}

/** The two readings of the report itself lie some seconds apart. */
function nowRows({ before, counters, status }: Source): Section['rows'] {
	if (!before || !counters) return [];
	const line = { device: model.wanDeviceOf(status), counted: model.countsOffloadedBytes(status) };
	const interval = model.intervalBetween(before, counters, line);
	if (!interval) return [];
	const { cpu, wan_bytes, seconds } = interval;
	const rows: Section['rows'] = [];
	if (cpu)
		rows.push([
			_('Busiest processor core'),
			_('%s, of it %s for network packets').format(
				model.percentText(cpu.busiest),
				model.percentText(cpu.softirq)
			),
		]);
	if (wan_bytes !== null) rows.push([_('Internet line'), '%1000.1mbit/s'.format((wan_bytes * 8) / seconds)]);
	return rows;
}
