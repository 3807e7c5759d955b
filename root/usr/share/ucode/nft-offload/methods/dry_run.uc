'use strict';

import { run } from 'nft-offload.system.command';
import { fault } from 'nft-offload.lib.error';
import { known_reasons } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/dry-run.ts').DryRun} DryRun */
/** @typedef {import('../../../../../../src/rpc/types/dry-run.ts').DryRunMode} DryRunMode */
/** @typedef {import('../../../../../../src/rpc/types/dry-run.ts').Refusal} Refusal */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Fault} Fault */

const DRY_RUN = '/usr/libexec/nft-offload/dry-run';
/** Seconds that firewall4 may take; it needs two on a slow router, and the whole call has ten. */
const LIMIT = 7;
/** Exit status of the dry run. */
const REFUSED = 1;
/** Most lines of a refusal, and bytes of a line. */
const LINES = 12;
const LONGEST = 200;

/**
 * The options of each mode, as words of a command.
 *
 * @type {Record<DryRunMode, string>}
 */
const OPTIONS = { off: '0 0', software: '1 0', hardware: '1 1' };

/**
 * What stands for firewall4's ruleset where its code cannot be used. Without `flags offload`: firewall4 leaves the flag out
 * where the kernel refuses it.
 */
const HOOK = 'type filter hook forward priority 0;';
const FLOWTABLE =
	"nft -c 'table inet nft_offload_check { flowtable ft { hook ingress priority 0; devices = { lo }; }; " +
	`chain forward { ${HOOK} meta l4proto { tcp, udp } flow offload @ft; }; }'`;
/** @type {Record<DryRunMode, string>} */
const THROW_AWAY = {
	off: `nft -c 'table inet nft_offload_check { chain forward { ${HOOK} }; }'`,
	software: FLOWTABLE,
	hardware: FLOWTABLE
};

/**
 * Why nft refuses. Below each error it repeats the line concerned: one about the rule that feeds the flowtable means that the
 * kernel has no such kind of rule; the flowtable itself also fails for a device that is not there.
 *
 * @param {string} text  nft's words
 * @returns {Refusal}
 */
function explain(text) {
	/** @type {Refusal['cause']} */
	let cause = 'other';
	let message = '';
	/** @type {string[]} */
	const lines = [];
	for (let line in split(trim(text), '\n')) {
		// The name of the temporary file says nothing.
		const words = replace(line, /\/tmp\/nft-offload[.][A-Za-z0-9]+\/ruleset:/, 'line ') ?? '';
		if (length(lines) < LINES) push(lines, substr(replace(words, '\t', '    ') ?? '', 0, LONGEST));
		const found = match(line, /Error: (.*)$/);
		if (found) message = found[1];
		else if (match(line, /flow (add|offload) @/)) cause = 'module_missing';
		else if (
			cause == 'other' &&
			match(line, /flowtable |flags offload/) &&
			match(message, /[Nn]ot supported/)
		)
			cause = 'not_supported';
	}
	return { cause, lines };
}

/**
 * @param {string} text  the lines of the ruleset that describe a flowtable
 * @returns {DryRun['flowtable']}
 */
function parse_flowtable(text) {
	const listed = match(text, /devices = [{]([^}]*)[}]/);
	if (!listed) return null;
	return {
		devices: map(match(listed[1], /[^ \t",]+/g) ?? [], (found) => found[0]),
		hardware: index(text, 'flags offload') >= 0
	};
}

/**
 * @param {DryRunMode} mode
 * @param {import('../../../../../../src/rpc/types/index.ts').Reason} why  firewall4's code gave no ruleset
 * @returns {DryRun}
 */
function check_throw_away(mode, why) {
	const tried = run(THROW_AWAY[mode]);
	const refused = tried.code == REFUSED && index(tried.text, 'Error:') >= 0;
	return {
		mode,
		ran: 'throw_away',
		accepted: refused ? false : tried.reason == null ? true : null,
		refusal: refused ? explain(tried.text) : null,
		flowtable: null,
		unknown: known_reasons({ accepted: refused ? null : tried.reason, firewall4: why })
	};
}

/**
 * Reply of `check`.
 *
 * @param {{ mode?: string }} args
 * @returns {DryRun | Fault}
 */
function check_mode(args) {
	if (!exists(OPTIONS, args.mode ?? ''))
		return fault('bad_argument', 'mode must be off, software or hardware');
	const mode = /** @type {DryRunMode} */ (args.mode);
	const tried = run(`${DRY_RUN} ${OPTIONS[mode]}`, LIMIT);
	const refused = tried.code == REFUSED && index(tried.text, 'Error:') >= 0;
	if (tried.reason != null && !refused) return check_throw_away(mode, tried.reason);
	return {
		mode,
		ran: 'firewall4',
		accepted: !refused,
		refusal: refused ? explain(tried.text) : null,
		flowtable: refused ? null : parse_flowtable(tried.text),
		unknown: {}
	};
}

/** @type {import('nft-offload.lib.error').Answer<'dry_run'>} */
const answer_dry_run = (args) => check_mode(args);

export { answer_dry_run, explain };
