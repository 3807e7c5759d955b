import type { Rule, RuleMode, Severity } from '../../src/model/conflicts/index.ts';
import { COST_SOURCES, RULE_SOURCES } from '../../src/model/conflicts/sources.ts';
import type { VersionRange } from '../../src/model/conflicts/versions.ts';

const MODES: Record<RuleMode, string> = {
	any: 'always',
	both: 'software and hardware',
	software: 'software',
	hardware: 'hardware',
};

const SEVERITIES: Record<Severity, string> = {
	critical:
		'Critical: costs the connection, the protection or the whole router. The page asks once more before it applies.',
	high: 'High: something that the user has set up stops working.',
	medium: 'Medium: something works less well or shows wrong figures.',
	low: 'Low: no harm; in the report only, for support.',
	fine: 'Confirmations: a known tool that does not conflict in this mode, and the page says so.',
};

/** The text of docs/conflicts.md. */
export async function conflictsPage(): Promise<string> {
	const { CONFLICT_RULES, HARDWARE_COSTS } = await loadModel();
	const sections = Object.entries(SEVERITIES).flatMap(([severity, title]) => [
		`## ${title}`,
		table(
			['hint', 'mode', 'what happens', 'what to do', 'sources'],
			CONFLICT_RULES.filter((rule) => rule.severity === severity).map(ruleRow)
		),
	]);
	const costs = HARDWARE_COSTS.map((text, place) => [text(), links(COST_SOURCES[place])]);
	return `${[...INTRODUCTION, ...sections, ...COSTS, table(['what it costs', 'sources'], costs)].join('\n\n')}\n`;
}

const INTRODUCTION = [
	'<!-- Generated from src/model/conflicts by `npm run docs`: change the rules, not this file. -->',
	'# What gets in the way of flow offloading',
	'An offloaded connection meets the firewall with its first packets only. In software mode its packets still pass the queues of the' +
		' devices; in hardware mode the router’s processor does not see them at all. Whatever needs every packet stops working.',
	'The page looks for these conflicts on the router and names them before the box is ticked. A rule applies only to what was found' +
		' there: what could not be read never makes a hint. What the verdict at the top of the page says is not repeated here: whether the' +
		' ruleset is loaded, which networks it covers, flowtables and forward rules of other programs, a table of connections that is' +
		' nearly full or does not count.',
];

const COSTS = [
	'## What hardware offloading costs on every router',
	'Hardware is the second step: worth it where software offloading works and the processor is still the limit.',
];

function ruleRow(rule: Rule): string[] {
	return [
		`<a id="${rule.id}"></a>\`${rule.id}\``,
		[MODES[rule.mode], ...versions(rule)].join(', '),
		rule.effect().replace('%s', '…'),
		rule.advice(),
		links(RULE_SOURCES[rule.id]),
	];
}

function versions({ kernel = [], release = [] }: Rule): string[] {
	const words = (name: string, { from, until }: VersionRange) =>
		[name, ...(from ? [`from ${from}`] : []), ...(until ? [`before ${until}`] : [])].join(' ');
	return [
		...kernel.map((range) => words('Linux', range)),
		...release.map((range) => words('OpenWrt', range)),
	];
}

/** Nothing is claimed without a source. */
function links(sources: string[] | undefined): string {
	if (!sources?.length) throw new Error('a text without a source: src/model/conflicts/sources.ts');
	return sources.map(link).join(', ');
}

/** GitHub sends a number of a pull request on to it. */
function link(source: string): string {
	const thread = source.match(/^([\w.-]+\/[\w.-]+)#(\d+)$/);
	return thread ? `[${source}](https://github.com/${thread[1]}/issues/${thread[2]})` : source;
}

function table(titles: string[], rows: string[][]): string {
	const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
	return [line(titles), line(titles.map(() => '---')), ...rows.map(line)].join('\n');
}

/** The model speaks through LuCI's text function, which has to be there first; here it leaves texts as they are. */
async function loadModel() {
	const globals = globalThis as unknown as Record<string, unknown>;
	globals._ ??= (text: string) => text;
	return import('../../src/model/conflicts/index.ts');
}
