/** The answers that the router serves (docs/answers.md), by their anchors, each with the findings and conflict rules that make people ask for it. */
export const ANSWERS: Record<string, string[]> = {
	'speed-test': ['waiting'],
	'still-off': ['unapplied', 'uncommitted', 'hardware-alone', 'misplaced', 'misplaced-defaults'],
	rejected: ['rejected'],
	stopped: [
		'firmware-changed',
		'kernel-changed',
		'firewall-changed',
		'device-missing',
		'missing-ports',
		'xmit-path',
	],
	'downloads-slow': ['uploads-only'],
	tunnels: ['wan-without-device', 'ipsec'],
	'same-network': ['access-point', 'nothing-to-route'],
	why: ['not-offloaded', 'measured-slow-path'],
	'no-hardware': ['no-hardware', 'fallback', 'hardware-fallback'],
	'safe-trial': ['vendor-hnat', 'l2tp-hardware'],
	drops: ['roaming-hardware', 'wed-timeout'],
	sqm: ['sqm-hardware', 'sqm-pppoe'],
	counters: [
		'silent-hardware',
		'nlbwmon-hardware',
		'listeners-hardware',
		'packet-counters',
		'pppoe-counters',
	],
	'first-packets': ['unblockers'],
	'new-rule': ['parental-control'],
};

/** The anchor of the answer that explains a finding or a conflict; null where there is none. `id`: the name of either. */
export function answerOf(id: string): string | null {
	return Object.entries(ANSWERS).find(([, ids]) => ids.includes(id))?.[0] ?? null;
}
