import type { Family } from '../../rpc/types/index.ts';
import { leastText } from '../units.ts';
import type { LiveShare, ShareReason } from './share.ts';
import type { UplinkCounters } from './uplink-counters.ts';

/** Below this bound there is nothing to claim. */
const NOTHING = 0.01;

/** The bound in one sentence, or why there is none. */
export function shareSentence({ bypassed, why }: LiveShare, uplink: UplinkCounters): string {
	if (bypassed === null) return reasonSentence(why ?? 'waiting');
	const families = uplink.compared?.families ?? [];
	if (bypassed < NOTHING) return noneSentence(families);
	const share = leastText(bypassed);
	if (families.length !== 1) return _('At least %s of the data bypasses the firewall.').format(share);
	return _('At least %s of the %s data bypasses the firewall.').format(share, familyName(families[0]!));
}

function noneSentence(families: Family[]): string {
	if (families.length !== 1) return _('The counters show no data that bypasses the firewall.');
	return _('The counters show no %s data that bypasses the firewall.').format(familyName(families[0]!));
}

function familyName(family: Family): string {
	return family === 'ipv4' ? 'IPv4' : 'IPv6';
}

function reasonSentence(why: ShareReason): string {
	switch (why) {
		case 'waiting':
			return _('The next reading shows which path the data takes.');
		case 'grace-period':
			return _('Which path the data takes shows once the firewall has loaded the setting.');
		case 'too-little':
			return _('Too little traffic to tell which path the data takes.');
		case 'own-traffic':
			return _('The router’s own traffic hides which path the data takes. Measure it.');
		case 'tunnel':
			return _('In this tunnel, the counters do not tell which path the data takes. Measure it.');
		case 'silent':
			return _('The hardware does not count what it forwards, so the path of the data is unknown.');
		case 'no-line':
			return _('Unknown which path the data takes: no Internet connection was found.');
		case 'unread':
			return _('Unknown which path the data takes: the counters could not be read.');
	}
}
