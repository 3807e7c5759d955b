import { type Finding, finding } from '../finding.ts';
import { sidesOf } from '../topology.ts';
import { countText } from '../units.ts';
import type { Evidence, Known } from './evidence.ts';
import { isProved } from './measured.ts';

/** From this lower bound on, offloaded packets alone explain the counters: well above what headers and rounding can be off by. */
const SEEN_SHARE = 0.2;

/** Number of connections that are offloaded now; null = unknown. */
export function offloadedNow({ counters }: Pick<Known, 'counters'>): number | null {
	if (!counters?.offloaded) return null;
	return counters.offloaded.software.total.entries + counters.offloaded.hardware.total.entries;
}

/** Whether the counters show offloaded packets, whatever is known of marks: a kernel may not mark every offloaded connection. */
export function isSeen({ bypassed }: Pick<Evidence, 'bypassed'>): boolean {
	return bypassed !== null && bypassed >= SEEN_SHARE;
}

/** Check 4: why no connection is offloaded; null where one is. Waiting for traffic is no failure, and takes no proof away. */
export function judgeInUse(evidence: Known): Finding | null {
	if (offloadedNow(evidence) !== 0 || isSeen(evidence)) return null;
	const count = evidence.notOffloaded ?? 0;
	if (count > 0) return notOffloaded(evidence, count);
	return isProved(evidence.measured) ? null : waiting();
}

function waiting(): Finding {
	return finding(
		'waiting',
		'info',
		_(
			'Ready, but nothing is being forwarded right now. Start a download on a device in your network, and this page shows whether it is offloaded. Traffic within your network, or through a proxy on the router, is never offloaded.'
		),
		{ kind: 'measure' }
	);
}

function notOffloaded(evidence: Known, count: number): Finding {
	const words = N_(
		count,
		'%s connection is eligible, but still goes through the firewall.',
		'%s connections are eligible, but still go through the firewall.'
	).format(countText(count));
	const reason = usualReason(evidence);
	return finding('not-offloaded', 'warning', reason ? `${words} ${reason}` : words, { kind: 'measure' });
}

function usualReason({ status }: Known): string | null {
	const protocols = (sidesOf(status)?.wan ?? []).map((network) => network.proto);
	if ((status.accelerators ?? []).length > 0)
		return _('Another accelerator (%s) is loaded and may handle them first.').format(
			status.accelerators?.join(', ') ?? ''
		);
	if (protocols.includes('pppoe')) return _('This is a known weakness of some routers on PPPoE lines.');
	return null;
}
