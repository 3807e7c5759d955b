/** What a screen reader gets of a page: its accessibility tree as text, with N for figures, which differ from one reading to the next. */
import type { Page, SerializedAXNode } from 'puppeteer';

/** One line for each element that has a role of its own or a text, from the title of the page to its end; deeper ones are indented. */
export async function readingOf(page: Page): Promise<string> {
	const tree = await page.accessibility.snapshot({ interestingOnly: true });
	const parts = tree?.children ?? [];
	const start = parts.findIndex(({ role, level }) => role === 'heading' && level === 2);
	const end = parts.findIndex(({ role }) => role === 'contentinfo');
	return parts
		.slice(start, end < 0 ? undefined : end)
		.flatMap((part) => linesOf(part, 0))
		.filter((line) => line.trim() !== '')
		.join('\n');
}

/** Elements that only hold others. */
const SILENT = ['generic', 'none', 'LabelText', 'RootWebArea'];

function linesOf(node: SerializedAXNode, depth: number): string[] {
	const name = plain(node.name ?? '');
	const isSilent = SILENT.includes(node.role) && name === '';
	const states = statesOf(node);
	const line =
		`${'  '.repeat(depth)}${node.role === 'StaticText' ? '' : `${node.role} `}${name && `“${name}”`}${states}`.trimEnd();
	const below = (node.children ?? []).filter((child) => !isEcho(child, node));
	return [
		...(isSilent ? [] : [line]),
		...below.flatMap((child) => linesOf(child, isSilent ? depth : depth + 1)),
	];
}

function isEcho(child: SerializedAXNode, parent: SerializedAXNode): boolean {
	return child.role === 'StaticText' && child.name === parent.name;
}

function statesOf({ checked, expanded, level, disabled, valuetext }: SerializedAXNode): string {
	const states = [
		level === undefined ? '' : `level ${level}`,
		checked === undefined ? '' : checked ? 'checked' : 'not checked',
		expanded === undefined ? '' : expanded ? 'expanded' : 'collapsed',
		disabled ? 'disabled' : '',
		valuetext ? plain(valuetext) : '',
	].filter(Boolean);
	return states.length > 0 ? ` (${states.join(', ')})` : '';
}

/** Figures and the units that go with their size. */
function plain(text: string): string {
	return text
		.trim()
		.replace(/(?<![\w-])\d+(?:[.,]\d+)*(?!\w)/g, 'N')
		.replace(/N (?:B|KiB|MiB|GiB)\b/g, 'N MiB');
}
