/** What a LuCI module needs: its `'require x.y as z'` lines. */

export interface Requirement {
	module: string;
	variable: string;
}

/** The requirements at the head of a source: its first string literals, up to the first that is something else. */
export function readRequirements(source: string): Requirement[] {
	const requirements: Requirement[] = [];
	const literal = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|(["'])((?:\\[\s\S]|(?!\1)[^\\])*)\1/g;
	for (const [, quote, text = ''] of source.matchAll(literal)) {
		if (!quote) continue;
		const match = /^require[ \t]+(\S+)(?:[ \t]+as[ \t]+([a-zA-Z_]\S*))?$/.exec(text);
		if (match) requirements.push({ module: match[1]!, variable: match[2] ?? match[1]!.replace(/\W/g, '_') });
		else if (!/^use[ \t]+strict$/.test(text)) break;
	}
	return requirements;
}
