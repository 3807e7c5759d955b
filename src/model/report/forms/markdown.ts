import type { Report, Section } from '../report.ts';
import { filled, oneLine, rungsText, timeText, titleText } from './words.ts';

/** The report in Markdown, for Discourse (the OpenWrt forum) and GitHub: https://commonmark.org. Texts of the router are code or escaped. */
export function asMarkdown(report: Report): string {
	const parts = [
		`## ${escaped(titleText())}: ${escaped(report.badge.text)}`,
		`${escaped(report.headline.text)} (${code(report.headline.id)})`,
		code(rungsText(report)),
		list(report.notes.map(escaped)),
		...filled(report).map(sectionText),
		escaped(timeText(report.made)),
	];
	return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function sectionText({ title, rows, lines }: Section): string {
	const head = `**${escaped(title)}**`;
	const items = list(rows.map(([label, value]) => `${escaped(label)}: ${code(value)}`));
	return [head, items, fence(lines)].filter(Boolean).join('\n\n');
}

function list(items: string[]): string {
	return items.map((item) => `- ${item}`).join('\n');
}

/** A code span ends at a run of as many backticks as it began with, so it begins with one more than its text has in a row. */
function code(text: string): string {
	const line = oneLine(text);
	const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
	const ticks = '`'.repeat(longest + 1);
	const blank = longest > 0 ? ' ' : '';
	return line === '' ? '' : ticks + blank + line + blank + ticks;
}

function fence(lines: string[]): string {
	if (lines.length === 0) return '';
	const texts = lines.map(oneLine);
	const longest = Math.max(2, ...texts.flatMap((line) => line.match(/`+/g) ?? []).map((run) => run.length));
	const ticks = '`'.repeat(longest + 1);
	return [`${ticks}text`, ...texts, ticks].join('\n');
}

/** Every character of ASCII that may mean something gets a backslash (CommonMark, 2.4); an @ would call somebody. */
function escaped(text: string): string {
	return oneLine(text).replace(/[\\`*_{}[\]<>#|~&@!]/g, '\\$&');
}
