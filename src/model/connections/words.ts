import type { ConnectionJudgement, ConnectionState, Explanation } from './explain.ts';
import type { ConnectionDirection } from './rows.ts';

/** The state in one or two words. */
export function stateText(state: ConnectionState): string {
	const words: Record<ConnectionState, string> = {
		hardware: _('Hardware'),
		software: _('Software', 'flow offloading'),
		slow: _('Not offloaded'),
		idle: _('Idle'),
		excluded: _('Not eligible'),
	};
	return words[state];
}

/** The state of a connection as the table says it. A mark does not prove that packets of both directions are offloaded. */
export function labelText({ state, whys }: ConnectionJudgement): string {
	if (state === 'hardware') return _('Offloaded (hardware)');
	if (state !== 'software') return stateText(state);
	if (whys.length === 0) return _('Offloaded (software)');
	const isHalf = whys.length === 1 && whys[0]!.why !== 'marked-only';
	return isHalf ? _('Partly offloaded') : _('Marked only');
}

/** Why a connection is in its state, in one sentence. */
export function whyText({ why, device }: Explanation): string {
	switch (why) {
		case 'from-router':
			return _('The router itself opened it. Only forwarded traffic can be offloaded.');
		case 'to-router':
			return _('It ends on the router itself. Only forwarded traffic can be offloaded.');
		case 'proxied':
			return _('Redirected to a program on the router.');
		case 'excepted':
			return _('Excluded by you: an exception keeps it in the firewall.');
		case 'first-packets':
			return _('Excluded by you: its first packets stay in the firewall.');
		case 'maybe-proxied':
			return _('It leaves without NAT: a transparent proxy on the router probably answers it.');
		case 'multicast':
			return _('Traffic to a group of devices (multicast) is never offloaded.');
		case 'protocol':
			return _('Only TCP and UDP can be offloaded.');
		case 'helper':
			return _('A conntrack helper follows it, so every packet must go through the firewall.');
		case 'unanswered':
			return _('No reply from the far end yet.');
		case 'opening':
			return _('Not established yet.');
		case 'closing':
			return _('Closing.');
		case 'uncovered':
			return _('The device %s is not in the flowtable.').format(device ?? '');
		case 'bridged':
			return _('It stays within one network, where the router only bridges it.');
		case 'provider-nat':
			return _('Without NAT here, which is normal: on this line the provider translates addresses.');
		case 'download-slow':
			return _('Marked as offloaded, but downloads on %s go through the firewall.').format(device ?? '');
		case 'upload-slow':
			return _('Marked as offloaded, but uploads from %s go through the firewall.').format(device ?? '');
		case 'marked-only':
			return _(
				'Marked as offloaded, but device %s is not in the flowtable: it may still take the slow path.'
			).format(device ?? '');
		case 'off':
			return _('Flow offloading is off.');
		case 'idle':
			return _('Nothing was sent since the last reading.');
		case 'unseen':
			return _('Eligible. The next reading shows whether it is active.');
		case 'eligible':
			return _('Eligible and active, but every packet still goes through the firewall.');
	}
}

/** The most important reason in one line, with how many more there are; empty where there is nothing to say. */
export function mainWhyText(whys: Explanation[]): string {
	const [first, ...others] = whys;
	if (!first) return '';
	const text = whyText(first);
	return others.length > 0 ? '%s +%d'.format(text, others.length) : text;
}

/** The direction of a connection, for people. */
export function directionText(direction: ConnectionDirection): string {
	const words: Record<ConnectionDirection, string> = {
		out: _('outgoing'),
		in: _('incoming'),
		inside: _('internal'),
		router: _('router'),
		unknown: _('unknown'),
	};
	return words[direction];
}
