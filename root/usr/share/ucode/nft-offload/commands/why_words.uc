'use strict';

/** States and reasons of connections in the words of the page (src/model/connections/words.ts). */

/** @typedef {import('nft-offload.conntrack.explain').Explanation} Explanation */
/** @typedef {import('nft-offload.conntrack.explain').Judgement} Judgement */

/** @type {Record<string, string>} */
const STATES = {
	hardware: 'Offloaded (hardware)',
	software: 'Offloaded (software)',
	slow: 'Not offloaded',
	idle: 'Idle',
	excluded: 'Not eligible'
};

/**
 * %s is for a device.
 *
 * @type {Record<string, string>}
 */
const WHYS = {
	'from-router': 'The router itself opened it. Only forwarded traffic can be offloaded.',
	'to-router': 'It ends on the router itself. Only forwarded traffic can be offloaded.',
	proxied: 'Redirected to a program on the router.',
	excepted: 'Excluded by you: an exception keeps it in the firewall.',
	'first-packets': 'Excluded by you: its first packets stay in the firewall.',
	'maybe-proxied': 'It leaves without NAT: a transparent proxy on the router probably answers it.',
	multicast: 'Traffic to a group of devices (multicast) is never offloaded.',
	protocol: 'Only TCP and UDP can be offloaded.',
	helper: 'A conntrack helper follows it, so every packet must go through the firewall.',
	unanswered: 'No reply from the far end yet.',
	opening: 'Not established yet.',
	closing: 'Closing.',
	uncovered: 'The device %s is not in the flowtable.',
	bridged: 'It stays within one network, where the router only bridges it.',
	'provider-nat': 'Without NAT here, which is normal: on this line the provider translates addresses.',
	'download-slow': 'Marked as offloaded, but downloads on %s go through the firewall.',
	'upload-slow': 'Marked as offloaded, but uploads from %s go through the firewall.',
	'marked-only':
		'Marked as offloaded, but device %s is not in the flowtable: it may still take the slow path.',
	off: 'Flow offloading is off.',
	idle: 'Nothing was sent since the last reading.',
	unseen: 'Eligible. The next reading shows whether it is active.',
	eligible: 'Eligible and active, but every packet still goes through the firewall.'
};

/**
 * @param {Judgement} judgement
 * @returns {string} a mark does not prove that packets of both directions are offloaded
 */
function state_words(judgement) {
	const whys = judgement.whys;
	if (judgement.state != 'software' || length(whys) == 0) return STATES[judgement.state];
	return length(whys) == 1 && whys[0].why != 'marked-only' ? 'Partly offloaded' : 'Marked only';
}

/**
 * @param {Explanation} explanation
 * @returns {string}
 */
function why_words(explanation) {
	return replace(WHYS[explanation.why], '%s', explanation.device ?? '');
}

export { state_words, why_words };
