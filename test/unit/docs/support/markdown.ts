/** The Markdown documents of the repository: their links, anchors and blocks, as GitHub understands them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../../..', import.meta.url)).replace(/\/$/, '');
/** What is no document of ours, or becomes one elsewhere. */
const FOREIGN = ['node_modules', 'dist', '.git', 'texts'];

/** The paths of all documents, from the root of the repository. */
export function documents(folder = ROOT): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return FOREIGN.includes(entry.name) ? [] : documents(path);
		return entry.name.endsWith('.md') ? [relative(ROOT, path)] : [];
	});
}

export function readDocument(path: string): string {
	return readFileSync(join(ROOT, path), 'utf8');
}

/** Without blocks of code, in which nothing is a link or a heading. */
function prose(text: string): string {
	return text.replace(/^```[\s\S]*?^```$/gm, '');
}

/** The targets of all links and pictures. */
export function links(text: string): string[] {
	const found = prose(text).replace(/`[^`\n]*`/g, '`');
	const inline = found.matchAll(/\]\(([^)\s]+)\)/g);
	const bare = found.matchAll(/<(https?:[^>\s]+)>/g);
	return [...inline, ...bare].map(([, target = '']) => target);
}

/** The names that a link can end with: those of headings, and those of `<a id>`. */
export function anchors(text: string): string[] {
	const headings = [...prose(text).matchAll(/^#{1,6} (.+)$/gm)].map(([, words = '']) => slug(words));
	const numbered = headings.map((name, at) => {
		const before = headings.slice(0, at).filter((other) => other === name).length;
		return before > 0 ? `${name}-${before}` : name;
	});
	const named = [...prose(text).matchAll(/<a id="([^"]+)">/g)].map(([, name = '']) => name);
	return [...numbered, ...named];
}

/** As github.com makes it of the words of a heading. */
export function slug(heading: string): string {
	const words = heading
		.replace(/<[^>]*>/g, '')
		.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
		.toLowerCase();
	return words.replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');
}
