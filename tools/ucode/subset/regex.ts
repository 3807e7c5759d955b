/**
 * Regular expressions that POSIX (glibc and musl) and JavaScript understand alike: plain characters, brackets without
 * classes, groups, alternatives, greedy counts, ^ at the begin and $ at the end. Why one is refused, or null.
 */
export function regexViolation(pattern: string, flags: string): string | null {
	if (/[^gi]/.test(flags)) return `the flag '${flags}' is not in the subset`;
	let rest = pattern;
	while (rest) {
		const token = TOKENS.exec(rest)?.[0];
		if (!token) return `/${pattern}/ is read otherwise by ucode from '${rest}' on`;
		rest = rest.slice(token.length);
		if (token === '^' && rest.length + 1 !== pattern.length) return '^ only at the beginning';
		if (token === '$' && rest) return '$ only at the end';
		if (/^[*+?}]/.test(token.at(-1)!) && /^[*+?{]/.test(rest))
			return 'counts are greedy in ucode, and one at a time';
		if (/^[(|]$/.test(token) && /^[)|*+?]/.test(rest)) return 'an empty alternative';
	}
	return null;
}

const TOKENS = new RegExp(
	[
		// A bracket expression: no classes, no backslash but for \t, \n, \r.
		String.raw`\[\^?(?:[^\]\\[^]|\\[tnr])(?:[^\]\\[]|\\[tnr])*\]`,
		// A quoted character, or one that has a name.
		String.raw`\\[tnr^.[\]$()|*+?{}\\/]`,
		// Groups, but none that begins with (?
		String.raw`\((?!\?)|\)|\|`,
		String.raw`[*+?]|\{\d+(?:,\d*)?\}`,
		String.raw`\^|\$|\.`,
		String.raw`[^\\[\](){}|*+?^$.]`,
	]
		.map((token) => `^(?:${token})`)
		.join('|')
);
