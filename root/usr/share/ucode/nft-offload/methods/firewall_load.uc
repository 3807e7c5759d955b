'use strict';

import { unlink } from 'fs';
import { explain } from 'nft-offload.methods.dry_run';
import { run } from 'nft-offload.system.command';
import { fault } from 'nft-offload.lib.error';
import { read_ruleset } from 'nft-offload.firewall.flowtable';

/** @typedef {import('../../../../../../src/rpc/types/dry-run.ts').Refusal} Refusal */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Fault} Fault */

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

/** @type {import('nft-offload.lib.error').Answer<'firewall_load'>} */
const answer_firewall_load = () => load_firewall();

export { answer_firewall_load };
