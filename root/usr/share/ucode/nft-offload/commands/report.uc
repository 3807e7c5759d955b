'use strict';

/**
 * `nft-offload report`: Markdown for a forum or a bug tracker. It is made of parts that hold no address; names of networks and devices that
 * somebody chose become numbers.
 */

import { read_judged } from 'nft-offload.commands.judged';
import { engine_rows, partner_rows } from 'nft-offload.commands.engine_words';
import { wrapped } from 'nft-offload.commands.output';
import { status_text, table_text } from 'nft-offload.commands.words';
import { state_words, why_words } from 'nft-offload.commands.why_words';
import { items_where } from 'nft-offload.lib.list';
import { clean } from 'nft-offload.lib.text';
import { read_environment } from 'nft-offload.methods.environment';
import { answer_results } from 'nft-offload.methods.results';
import { read_status } from 'nft-offload.methods.status';
import { summarize } from 'nft-offload.methods.summary';
import { is_stock_name } from 'nft-offload.system.stock_names';

/** @typedef {import('../../../../../../src/rpc/types/shell.ts').JudgedConnection} Judged */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Status} Status */

const LARGEST = 50;
/** Bytes of a value: longer ones are cut. */
const LONGEST = 80;
/** Around text that Markdown shows as it is. */
const FENCE = '```';

/**
 * Gives names that somebody chose a number each, the same for the same name.
 *
 * @returns {(name: string) => string}
 */
function new_mask() {
	/** @type {string[]} */
	const private_names = [];
	return (name) => {
		if (is_stock_name(name)) return name;
		if (index(private_names, name) < 0) push(private_names, name);
		return `name-${index(private_names, name) + 1}`;
	};
}

/**
 * @param {any} result
 * @returns {any} without its devices
 */
function masked_result(result) {
	return result && { ...result, environment: { ...result.environment, devices: null, line: null } };
}

/**
 * @param {any} facts
 * @param {(name: string) => string} mask
 * @returns {any} with every name of a network or device hidden
 */
function masked_summary(facts, mask) {
	const names = (/** @type {?string[]} */ list) => list && map(list, mask);
	const lanes = (/** @type {any} */ list) =>
		list && map(list, (lane) => ({ ...lane, network: mask(lane.network), device: mask(lane.device) }));
	const recalled = facts.recall;
	const compared = facts.line.compared;
	return {
		...facts,
		devices: names(facts.devices),
		lanes: lanes(facts.lanes),
		not_covered: lanes(facts.not_covered),
		line: {
			devices: names(facts.line.devices),
			compared: compared && { ...compared, devices: names(compared.devices) }
		},
		recall: recalled && {
			good: masked_result(recalled.good),
			bad: masked_result(recalled.bad),
			changes: map(recalled.changes, (change) =>
				change.id == 'devices' ? { ...change, before: names(change.before) } : change
			)
		}
	};
}

/**
 * @param {unknown} value
 * @returns {string} one line that closes no block
 */
function plain(value) {
	if (value == null) return 'unknown';
	if (type(value) == 'bool') return value ? 'yes' : 'no';
	return substr(replace(`${value}`, '`', "'"), 0, LONGEST);
}

/**
 * @param {string[]} list
 * @returns {string}
 */
function listed(list) {
	return length(list) == 0 ? 'none' : plain(join(', ', list));
}

/**
 * @param {?string[] | undefined} list
 * @param {(name: string) => string} mask
 * @returns {string}
 */
function names_text(list, mask) {
	return list == null ? 'unknown' : listed(map(list, mask));
}

/**
 * @param {Status} status
 * @param {any} environment
 * @param {(name: string) => string} mask
 * @returns {[label: string, value: string][]}
 */
function rows_of(status, environment, mask) {
	const system = status.system;
	const services = environment.services;
	const enabled =
		services &&
		map(
			items_where(services, (one) => one.enabled),
			(one) => one.name
		);
	const drivers = status.drivers;
	const trial = status.trial;
	const queues = environment.qdiscs;
	const same = (/** @type {string} */ name) => name;
	/** @type {[string, string]} */
	const engines_unknown = ['Hardware engines', 'unknown'];
	return [
		['Release', plain(system.release)],
		['Target', plain(system.target)],
		['Model', plain(system.model)],
		['Kernel', plain(system.kernel)],
		['firewall4', plain(system.firewall4_version)],
		['kmod-nft-offload', plain(system.kmod_version ?? status.module)],
		['luci-app-nft-offload', plain(system.app_version)],
		['Connection accounting', plain(status.conntrack.acct)],
		['Other engines', names_text(status.accelerators, same)],
		...(status.engines == null ? [engines_unknown] : engine_rows(status.engines)),
		...partner_rows(environment),
		['Services that may matter', names_text(enabled, same)],
		['Programs that may matter', names_text(environment.processes, same)],
		['SQM', names_text(environment.sqm, mask)],
		[
			'Queues',
			queues == null ? 'unknown' : listed(map(queues, (one) => `${mask(one.device)} ${join('+', one.kinds)}`))
		],
		[
			'Drivers',
			drivers == null
				? 'unknown'
				: listed(
						map(
							items_where(drivers, (one) => one.driver != null),
							(one) => `${mask(one.device)} ${one.driver}`
						)
					)
		],
		['Trial', trial == null ? 'none' : 'running']
	];
}

/**
 * @param {Judged[]} judged
 * @param {(name: string) => string} mask
 * @returns {string[]} how many connections are in each state for each reason, the most first
 */
function count_reasons(judged, mask) {
	/** @type {Record<string, number>} */
	const counts = {};
	for (let one in judged) {
		const first = one.whys[0];
		const device = first?.device;
		const why =
			first == null ? '' : `: ${why_words({ why: first.why, device: device == null ? null : mask(device) })}`;
		const text = `${state_words(one)}${why}`;
		counts[text] = (counts[text] ?? 0) + 1;
	}
	const texts = sort(keys(counts), (a, b) => counts[b] - counts[a]);
	return map(texts, (text) => wrapped(`${counts[text]} x ${text}`, ''));
}

/**
 * @param {string} title
 * @param {string} text  of whole lines
 * @returns {string} the text as it is, under its title
 */
function block(title, text) {
	return `${title}\n\n${FENCE}\n${text}${FENCE}\n`;
}

/**
 * @param {string[]} lines
 * @returns {string}
 */
function whole_lines(lines) {
	return join('\n', [...lines, '']);
}

/**
 * @param {{ summary: any, rows: [label: string, value: string][], reasons: string[], results: any }} facts
 * @returns {string}
 */
function report_text(facts) {
	const rows = map(facts.rows, (row) => `${row[0]}: ${row[1]}`);
	return join('\n', [
		block('### Flow offloading on this router', status_text(facts.summary)),
		block(`**The ${LARGEST} largest connections**`, whole_lines(facts.reasons)),
		block('**Results**', facts.results == null ? 'unknown\n' : table_text(facts.results)),
		block('**Router**', whole_lines(rows)),
		"Made by 'nft-offload report'. Names that somebody chose are hidden.\n"
	]);
}

/**
 * @param {string[]} words
 * @param {boolean} as_json
 * @returns {?number} the exit code; null for other words
 */
function report(words, as_json) {
	if (length(words) > 0) return null;
	const mask = new_mask();
	const status = clean(read_status(true));
	const environment = clean(read_environment());
	const results = clean(answer_results({})).results;
	const judged = read_judged({ limit: LARGEST }, () => status).connections;
	const facts = {
		summary: masked_summary(summarize(status, environment), mask),
		rows: rows_of(status, environment, mask),
		reasons: judged == null ? ['unknown'] : count_reasons(judged, mask),
		results: results && map(results, masked_result)
	};
	print(as_json ? sprintf('%J\n', facts) : report_text(facts));
	return 0;
}

export { report };
