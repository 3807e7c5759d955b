/** HTML written in template strings: whatever is put in is escaped, except parts that are HTML themselves. */

export class Html {
	constructor(readonly text: string) {}
}

type Part = string | number | null | undefined | Html | Part[];

function print(part: Part): string {
	if (part === null || part === undefined) return '';
	if (part instanceof Html) return part.text;
	if (Array.isArray(part)) return part.map(print).join('');
	const entities: Record<string, string> = {
		'&': '&amp;',
		'<': '&lt;',
		'>': '&gt;',
		'"': '&quot;',
		"'": '&#39;',
	};
	return String(part).replace(/[&<>"']/g, (character) => entities[character]!);
}

export function markup(strings: TemplateStringsArray, ...parts: Part[]): Html {
	return new Html(strings.reduce((text, string, index) => text + print(parts[index - 1]) + string));
}

/** A value inside a script element. */
export function scriptValue(value: unknown): Html {
	return new Html(JSON.stringify(value).replaceAll('/', '\\/').replaceAll('<', '\\u003c'));
}
