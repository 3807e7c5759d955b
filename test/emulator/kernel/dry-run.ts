/**
 * What the kernel says to a ruleset that is only tried. firewall4's own code cannot run here, so the program `dry-run` is played:
 * its exit status and output, in the form of nft 1.0 and 1.1.
 */
import { parseConfig, type UciConfig } from '../../../tools/uci/parse.ts';
import { buildRuleset, type OffloadSupport } from './firewall.ts';
import { type NftFault, type ProgramResult, runFaultyNft } from './nft.ts';

/** Where the ruleset lies while it is tried. */
const RULESET = '/tmp/nft-offload.k2Pq8a/ruleset';

interface Complaint {
	line: number;
	message: string;
	statement: string;
	/** The part of the statement that is marked. */
	marked: string;
}

const NO_FLOWTABLES: Complaint[] = [
	{ line: 9, message: 'No such file or directory', statement: '\tflowtable ft {', marked: 'ft' },
	{
		line: 98,
		message: 'No such file or directory',
		statement: '\t\tmeta l4proto { tcp, udp } flow offload @ft;',
		marked: 'flow offload @ft',
	},
];
const UNSUPPORTED: Complaint[] = [
	{ line: 9, message: 'Not supported', statement: '\tflowtable ft {', marked: 'ft' },
];
const FOREIGN_RULE: Complaint[] = [
	{
		line: 131,
		message: 'No such file or directory',
		statement: '\t\tip saddr @blocked counter drop',
		marked: '@blocked',
	},
];

/** `dry-run SOFTWARE HARDWARE` on the options that `config` has beside these two. */
export function dryRun(
	args: string[],
	config: UciConfig | null,
	support: OffloadSupport,
	fault: NftFault | null
): ProgramResult {
	if (fault === 'missing') return { code: 1, output: `${RULESET}: line 20: nft: not found\n`, errors: '' };
	if (support.slow) return { code: 137, output: '', errors: '' };
	const result = tryRuleset(withOptions(config, args), support);
	return fault === 'failing' || fault === 'hanging' ? runFaultyNft(result, fault) : result;
}

function withOptions(config: UciConfig | null, [software, hardware]: string[]): UciConfig {
	const copy = structuredClone(config ?? parseConfig('firewall', 'config defaults\n'));
	const defaults = copy.sections.find((section) => section.type === 'defaults');
	defaults?.options.set('flow_offloading', software ?? '0').set('flow_offloading_hw', hardware ?? '0');
	return copy;
}

function tryRuleset(config: UciConfig, support: OffloadSupport): ProgramResult {
	const ruleset = buildRuleset(config, support);
	if (!ruleset) return refuse(complaintsOf(support), RULESET);
	if (!ruleset.flowtable) return { code: 0, output: '', errors: '' };
	const devices = ruleset.flowtable.devices.map((device) => `"${device}"`).join(', ');
	const flags = ruleset.flowtable.hardware ? '\t\tflags offload;\n' : '';
	return { code: 0, output: `\tflowtable ft {\n\t\tdevices = { ${devices} };\n${flags}`, errors: '' };
}

/** `nft -c TEXT`, as the backend asks where firewall4's code cannot be used. */
export function tryThrowAway(text: string, support: OffloadSupport): ProgramResult {
	if (text.includes('flags offload') && support.hardware === 'refuses_flag') return refuseWanPort(text);
	if (!text.includes('flowtable') || (support.module && support.refuses !== 'flowtable'))
		return { code: 0, output: '', errors: '' };
	return refuse(complaintsOf(support), '<cmdline>');
}

/** The LAN port has hardware and the Internet port has none; the words are those of a real kernel. */
function refuseWanPort(text: string): ProgramResult {
	const complaints = text.split('\n').flatMap((statement, at) => {
		const refused = statement.includes('devices = { "eth1" }');
		return refused
			? [{ line: at + 1, message: 'Operation not supported', statement, marked: statement }]
			: [];
	});
	return refuse(complaints, '/dev/stdin');
}

/** What firewall4 prints where the kernel refuses its ruleset; it tells of a rule that it leaves out before. */
export function refusedRules(support: OffloadSupport): string {
	const ignored = 'Section @rule[9] (guests) is disabled, ignoring section\n';
	return ignored + refuse(complaintsOf(support), '/dev/stdin').output;
}

function complaintsOf(support: OffloadSupport): Complaint[] {
	if (support.refuses === 'rule') return FOREIGN_RULE;
	return support.module ? UNSUPPORTED : NO_FLOWTABLES;
}

function refuse(complaints: Complaint[], file: string): ProgramResult {
	const texts = complaints.map(({ line, message, statement, marked }) => {
		const column = statement.indexOf(marked);
		const place = `${line}:${column + 1}-${column + marked.length}`;
		const marks = statement.slice(0, column).replace(/\S/g, ' ') + '^'.repeat(marked.length);
		return `${file}:${place}: Error: Could not process rule: ${message}\n${statement}\n${marks}\n`;
	});
	return { code: 1, output: texts.join(''), errors: '' };
}
