'use strict';

import { unlink } from 'fs';
import { explain } from 'nft-offload.check';
import { run } from 'nft-offload.command';
import { fault } from 'nft-offload.fault';
import { read_ruleset } from 'nft-offload.flowtable';

/** @typedef {import('../../../../../src/wire/check.ts').Refusal} Refusal */
/** @typedef {import('../../../../../src/wire.ts').Fault} Fault */

const SERVICE = '/etc/init.d/firewall';
/** What firewall4 takes for the sign that its rules are loaded; it also writes it where the kernel then refuses them. */
const STATE = '/var/run/fw4.state';
/** Seconds that it may take; a slow router needs four, and the whole call has ten. */
const LIMIT = 8;

/**
 * Reply of `firewall_load`. A reload is one transaction: what is refused leaves the old rules in the kernel.
 *
 * @returns {{ refusal: ?Refusal } | Fault}
 */
function load_firewall() {
	const loaded = read_ruleset().firewall_loaded;
	if (loaded == false) unlink(STATE);
	const tried = run(`${SERVICE} ${loaded == false ? 'start' : 'reload'}`, LIMIT);
	// The service tells of refused rules by words alone: its exit status is that of procd.
	const error = index(tried.text, 'Error:');
	if (error >= 0) {
		const before = split(substr(tried.text, 0, error), '\n');
		return { refusal: explain(pop(before) + substr(tried.text, error)) };
	}
	return tried.reason == null ? { refusal: null } : fault('unavailable', tried.reason.text);
}

/** @type {import('nft-offload.fault').Answer<'firewall_load'>} */
const answer_firewall_load = () => load_firewall();

export { answer_firewall_load };
