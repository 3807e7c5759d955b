'use strict';

/** `nft-offload try`, `keep` and `undo`: the same trial as on the page, which the router undoes unless it is kept. */

import { wrapped } from 'nft-offload.commands.output';
import { find_critical } from 'nft-offload.environment.conflicts';
import { read_ruleset } from 'nft-offload.firewall.flowtable';
import { loaded_mode } from 'nft-offload.firewall.mode';
import { outcome_of } from 'nft-offload.lib.error';
import { items_where } from 'nft-offload.lib.list';
import { clean } from 'nft-offload.lib.text';
import { read_decimal } from 'nft-offload.lib.word';
import { answer_dry_run } from 'nft-offload.methods.dry_run';
import { read_environment } from 'nft-offload.methods.environment';
import { read_status } from 'nft-offload.methods.status';
import { catch_signals, wait } from 'nft-offload.system.interrupt';
import { LONGEST, SHORTEST, try_mode } from 'nft-offload.trial.begin';
import { end_running } from 'nft-offload.trial.end';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Trial} Trial */

const MODES = ['off', 'software', 'hardware'];
const USUAL = 120;
/** Looks at the ruleset, a second apart, until the firewall has loaded what is tried. */
const LOOKS = 15;

/**
 * @param {string} mode
 * @returns {{ rejected: ?string, rejecting: ?string[] }} why it must not be tried; the ports for which the kernel rejects hardware offloading
 */
function check_mode(mode) {
	const asked = {
		mode: /** @type {import('../../../../../../src/rpc/types/dry-run.ts').DryRunMode} */ (mode)
	};
	const answered = outcome_of(answer_dry_run(asked));
	const checked = clean(answered.reply);
	if (checked == null) return { rejected: answered.error, rejecting: null };
	if (checked.accepted !== false) return { rejected: null, rejecting: checked.rejecting };
	const lines = ['the kernel would reject the ruleset', ...(checked.refusal?.lines ?? [])];
	return { rejected: join('\n', lines), rejecting: null };
}

/**
 * @param {string} mode
 * @returns {?string} why it must not be tried without --force
 */
function reject_conflicts(mode) {
	if (mode == 'off') return null;
	const router = { status: clean(read_status()), environment: clean(read_environment()) };
	const critical = find_critical(router, mode);
	if (length(critical) == 0) return null;
	return `critical conflicts with this mode: ${join(', ', critical)}\nTo try it all the same: nft-offload try ${mode} --force`;
}

/**
 * @param {string} mode
 * @returns {?string} the mode that the kernel has loaded by now; null = unknown
 */
function wait_until_loaded(mode) {
	let loaded = loaded_mode(read_ruleset());
	for (let look = 1; loaded != mode && look < LOOKS && wait(1000); look++)
		loaded = loaded_mode(read_ruleset());
	return loaded;
}

/**
 * @param {string} mode
 * @param {?string} loaded
 * @param {?string[]} rejecting
 * @returns {string}
 */
function loaded_words(mode, loaded, rejecting) {
	if (loaded == mode) return `Loaded: ${mode}.`;
	const ports = rejecting == null ? 'these devices' : join(', ', rejecting);
	if (mode == 'hardware' && loaded == 'software')
		return wrapped(`Loaded: software. The kernel rejects hardware offloading on ${ports}.`, '');
	return `Not loaded yet: ${mode}. Ask again: nft-offload status`;
}

/**
 * @param {Trial} trial
 * @param {string} loaded  in words
 * @returns {string}
 */
function trial_text(trial, loaded) {
	const seconds = int(trial.left_ms / 1000);
	return join('\n', [
		loaded,
		`The router restores the old setting in ${seconds} s, unless you keep this one:`,
		'  nft-offload keep',
		'  nft-offload undo',
		''
	]);
}

/**
 * @param {string[]} words  a mode, how many seconds, and --force
 * @param {boolean} as_json
 * @returns {?number} the exit code; null for other words
 */
function try_command(words, as_json) {
	const asked = items_where(words, (word) => word != '--force');
	const mode = asked[0] ?? '';
	const seconds = length(asked) < 2 ? USUAL : read_decimal(asked[1], SHORTEST, LONGEST);
	if (index(MODES, mode) < 0 || seconds == null || length(asked) > 2) return null;
	const forced = length(asked) < length(words);
	const checked = check_mode(mode);
	const rejected = checked.rejected ?? (forced ? null : reject_conflicts(mode));
	if (rejected != null) {
		warn(`Nothing was changed: ${rejected}\n`);
		return 1;
	}
	const options = { flow_offloading: mode != 'off', flow_offloading_hw: mode == 'hardware' };
	const begun = outcome_of(try_mode(seconds, options));
	const trial = begun.reply;
	if (trial == null) {
		warn(`Nothing was changed: ${begun.error}\n`);
		return 1;
	}
	catch_signals();
	const loaded = wait_until_loaded(mode);
	const state = loaded_words(mode, loaded, checked.rejecting);
	print(as_json ? sprintf('%J\n', { ...trial, loaded }) : trial_text(trial, state));
	if (loaded == mode) return 0;
	return mode == 'hardware' && loaded == 'software' ? 1 : 2;
}

/**
 * @param {boolean} undo
 * @param {boolean} as_json
 * @returns {number} the exit code
 */
function end_command(undo, as_json) {
	const answered = outcome_of(end_running(undo));
	const ended = answered.reply;
	if (ended == null) {
		warn(`${answered.error}\n`);
		return 1;
	}
	if (as_json) print(sprintf('%J\n', ended));
	else if (ended.restored)
		print('The old setting is restored. The firewall needs a few seconds to load it.\n');
	else print(undo ? 'Nothing had to be restored.\n' : 'The setting is kept.\n');
	return 0;
}

/**
 * @param {string[]} words
 * @param {boolean} as_json
 * @returns {?number} the exit code; null for other words
 */
function keep(words, as_json) {
	return length(words) == 0 ? end_command(false, as_json) : null;
}

/**
 * @param {string[]} words
 * @param {boolean} as_json
 * @returns {?number} the exit code; null for other words
 */
function undo(words, as_json) {
	return length(words) == 0 ? end_command(true, as_json) : null;
}

export { keep, try_command, undo };
