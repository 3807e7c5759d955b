import type { Judgement, State } from './explain.ts';
import type { Direction } from './rows.ts';

/** The state in one or two words. */
export function stateText(state: State): string {
	const words: Record<State, string> = {
		hardware: _('Hardware'),
		software: _('Software', 'flow offloading'),
		slow: _('Not accelerated'),
		idle: _('Idle'),
		excluded: _('Not eligible'),
	};
	return words[state];
}

/** Why a connection is in its state, in one sentence; empty where there is nothing to say. */
export function whyText({ why, device }: Judgement): string {
	switch (why) {
		case 'from-router':
			return _('The router itself opened it: only traffic that passes through can be accelerated.');
		case 'to-router':
			return _('It ends in the router itself: only traffic that passes through can be accelerated.');
		case 'proxied':
			return _('A program on the router answers in place of the far end (redirected).');
		case 'maybe-proxied':
			return _('It leaves untranslated: a transparent proxy on the router probably answers it.');
		case 'multicast':
			return _('Traffic to a group of devices is never accelerated.');
		case 'protocol':
			return _('Only TCP and UDP are accelerated.');
		case 'helper':
			return _('A helper of the firewall reads along, so the firewall needs every packet.');
		case 'unanswered':
			return _('The far end has not answered.');
		case 'opening':
			return _('It is still being established.');
		case 'closing':
			return _('It is being closed.');
		case 'uncovered':
			return _('The device %s is not in the flowtable.').format(device ?? '');
		case 'marked-only':
			return _(
				'Marked as accelerated, but the device %s is not in the flowtable: it may still go the slow way.'
			).format(device ?? '');
		case 'off':
			return _('Flow offloading is off.');
		case 'idle':
			return _('Nothing was sent since the last reading.');
		case 'unseen':
			return _('It fits; the next reading shows whether it sends anything.');
		case 'eligible':
			return _('It fits and sends data, but the firewall still handles every packet.');
		default:
			return '';
	}
}

/** Which way a connection goes, for people. */
export function directionText(direction: Direction): string {
	const words: Record<Direction, string> = {
		out: _('outgoing'),
		in: _('incoming'),
		inside: _('internal'),
		router: _('router'),
		unknown: _('unknown'),
	};
	return words[direction];
}
