'use strict';

import { unlink } from 'fs';
import { explain } from 'nft-offload.methods.dry_run';
import { now_ms } from 'nft-offload.system.clock';
import { run } from 'nft-offload.system.command';
import { call_error } from 'nft-offload.lib.error';
import { is_firewall_loaded } from 'nft-offload.firewall.flowtable';

/** @typedef {import('../../../../../../src/rpc/types/dry-run.ts').Refusal} Refusal */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Fault} Fault */

const SERVICE = '/etc/init.d/firewall';
/** What firewall4 takes for the sign that its rules are loaded; it also writes it where the kernel then rejects them. */
const STATE = '/var/run/fw4.state';
/** Seconds after which the last command is told to end, so that the call takes eight at most. A slow router needs four. */
const LIMIT = 6;
/** Seconds that nft may take to say whether the rules are loaded. */
const LOOK = 2;

/**
 * Reply of `firewall_load`. A reload is one transaction: a rejected ruleset leaves the old rules in the kernel.
 *
 * @returns {{ refusal: ?Refusal } | Fault}
 */
function load_firewall() {
	const begin = now_ms();
	const loaded = is_firewall_loaded(LOOK);
	if (loaded == false) unlink(STATE);
	const left = LIMIT - int((now_ms() - begin + 999) / 1000);
	// Where nft gave no answer, the service most likely waits for it too.
	const seconds = loaded == null ? left - 1 : left;
	const tried = run(`${SERVICE} ${loaded == false ? 'start' : 'reload'}`, max(seconds, 1));
	// The service reports rejected rules in its output only: its exit status is that of procd.
	const error = index(tried.text, 'Error:');
	if (error >= 0) {
		const before = split(substr(tried.text, 0, error), '\n');
		return { refusal: explain(pop(before) + substr(tried.text, error)) };
	}
	if (tried.reason == null) return { refusal: null };
	return call_error('unavailable', `${tried.reason.code}: ${tried.reason.text}`);
}

/** @type {import('nft-offload.lib.error').Answer<'firewall_load'>} */
const answer_firewall_load = () => load_firewall();

export { answer_firewall_load };
