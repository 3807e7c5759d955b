/**
 * The address of the folder docs/ on the web, with a slash at its end. Empty while the project has no public one: then the page links to no
 * answer.
 */
const DOCUMENTS: string = '';

/** Answers by their anchors (docs/answers.md), each with the findings and conflict rules that make people ask for it. */
export const ANSWERS: Record<string, string[]> = {
	'speed-test': ['waiting'],
	'still-off': ['unapplied', 'uncommitted', 'hardware-alone', 'misplaced', 'misplaced-defaults'],
	rejected: ['module-missing', 'rejected'],
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
	why: ['stays-slow', 'measured-slow'],
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

/** Where a finding or a conflict is explained on the web; null where nowhere. `id`: the name of either. */
export function answerAddress(id: string, documents = DOCUMENTS): string | null {
	const found = Object.entries(ANSWERS).find(([, ids]) => ids.includes(id));
	return found && documents !== '' ? `${documents}answers.md#${found[0]}` : null;
}
