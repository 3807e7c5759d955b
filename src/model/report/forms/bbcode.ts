import type { Report, Section } from '../report.ts';
import { filled, oneLine, rungsText, timeText, titleText } from './words.ts';

/** The report in BBCode, for forums of the older kind. It knows no escape: brackets in texts become round ones. */
export function asBbcode(report: Report): string {
	const parts = [
		`[b]${plain(titleText())}: ${plain(report.badge.text)}[/b]`,
		`${plain(report.headline.text)} (${plain(report.headline.id)})`,
		plain(rungsText(report)),
		list(report.notes.map(plain)),
		...filled(report).map(sectionText),
		plain(timeText(report.made)),
	];
	return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function sectionText({ title, rows, lines }: Section): string {
	const head = `[b]${plain(title)}[/b]`;
	const items = list(rows.map(([label, value]) => `${plain(label)}: ${plain(value)}`));
	const block = lines.length > 0 ? ['[code]', ...lines.map(plain), '[/code]'].join('\n') : '';
	return [head, items, block].filter(Boolean).join('\n');
}

function list(items: string[]): string {
	return items.length > 0 ? ['[list]', ...items.map((item) => `[*]${item}`), '[/list]'].join('\n') : '';
}

function plain(text: string): string {
	return oneLine(text).replaceAll('[', '(').replaceAll(']', ')');
}
