import type { Report, Section } from '../report.ts';
import { filled, oneLine, rungsText, timeText, titleText } from './words.ts';

/** The report as plain text, for mail, chat and a file. */
export function asPlainText(report: Report): string {
	const parts = [
		`${titleText()}: ${oneLine(report.badge.text)}`,
		`${oneLine(report.headline.text)} (${report.headline.id})`,
		rungsText(report),
		list(report.notes),
		...filled(report).map(sectionText),
		timeText(report.made),
	];
	return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function sectionText({ title, rows, lines }: Section): string {
	const width = Math.max(0, ...rows.map(([label]) => label.length));
	const name = (label: string) => `${label}:`.padEnd(width + 2);
	const items = rows.map(([label, value]) => `  ${name(label)}${oneLine(value)}`);
	return [title.toUpperCase(), ...items, ...lines.map((line) => `  ${oneLine(line)}`)].join('\n');
}

function list(items: string[]): string {
	return items.map((item) => `- ${oneLine(item)}`).join('\n');
}
