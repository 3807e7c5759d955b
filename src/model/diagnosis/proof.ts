import { type Finding, finding } from '../finding.ts';
import { bypassedShare, judgeMeasurement } from '../measurement.ts';
import { modeOf } from '../mode.ts';
import { countText, percentText } from '../units.ts';
import type { Evidence } from './evidence.ts';

/** What proves offloading beyond the checks: a measurement, and connections that the hardware has taken. */
export interface Proof {
	measured: Finding;
	hardware: Finding;
}

/** A software user is never nagged for hardware. */
export function judgeProof(evidence: Evidence): Proof {
	return { measured: judgeMeasured(evidence), hardware: judgeHardware(evidence) };
}

function judgeMeasured({ measured }: Evidence): Finding {
	if (!measured) return finding('not-measured', 'info', _('Not measured yet.'), { kind: 'measure' });
	const share = bypassedShare(measured);
	const figure = share === null ? '' : percentText(share);
	const verdicts = {
		working: finding(
			'measured',
			'success',
			_('Measured: %s of the data bypassed the firewall.').format(figure)
		),
		partly: finding(
			'partly-measured',
			'notice',
			_('Partly: %s of the data bypassed the firewall.').format(figure)
		),
		'not-working': finding(
			'measured-slow-path',
			'warning',
			_('Only %s of the data bypassed the firewall.').format(figure)
		),
		'not-enough': finding('not-enough', 'info', _('There was not enough traffic to measure.'), {
			kind: 'measure',
		}),
		hardware: finding(
			'measured-hardware',
			'success',
			_('The hardware handled the traffic. Its amount cannot be measured.')
		),
	};
	return verdicts[judgeMeasurement(measured)];
}

function judgeHardware({ status, counters }: Evidence): Finding {
	const entries = counters?.offloaded?.hardware.total.entries ?? null;
	if (entries !== null && entries > 0)
		return finding(
			'hardware-takes',
			'success',
			N_(
				entries,
				'%s connection is offloaded to hardware.',
				'%s connections are offloaded to hardware.'
			).format(countText(entries))
		);
	if (!status?.requested) return finding('hardware-unknown', 'info', _('unknown'));
	if (modeOf(status.requested) !== 'hardware')
		return finding('hardware-not-asked', 'info', _('Not enabled.'));
	if (entries === null) return finding('hardware-unknown', 'info', _('unknown'));
	return finding(
		'hardware-none',
		'notice',
		_('Enabled, but no connection is offloaded to hardware right now. Software offloading continues.')
	);
}
