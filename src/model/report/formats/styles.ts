/** How a forum marks up a text. What comes from the router means nothing in any of them: it is escaped, or code. */
export interface Style {
	/** One line without any markup in it. */
	plain(text: string): string;
	/** A value, such as a name of a device. */
	value(text: string): string;
	/** A title of its own line. */
	strong(text: string): string;
	/** Items are marked up already. '' where there are none. */
	list(items: string[]): string;
	/** Lines that are shown as they are. '' where there are none. */
	block(lines: string[]): string;
}

/** Values are one line, whatever the router put into them. */
function oneLine(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}

function dashed(items: string[]): string {
	return items.map((item) => `- ${item}`).join('\n');
}

/** For mail, chat and a file. */
export const TEXT: Style = {
	plain: oneLine,
	value: oneLine,
	strong: oneLine,
	list: dashed,
	block: (lines) => lines.map((line) => `  ${oneLine(line)}`).join('\n'),
};

/** BBCode, for forums of the older kind. It knows no escape: brackets in texts become round ones. */
export const BBCODE: Style = {
	plain: round,
	value: round,
	strong: (text) => `[b]${round(text)}[/b]`,
	list: (items) => (items.length > 0 ? `[list]\n[*]${items.join('\n[*]')}\n[/list]` : ''),
	block: (lines) => (lines.length > 0 ? `[code]\n${lines.map(round).join('\n')}\n[/code]` : ''),
};

function round(text: string): string {
	return oneLine(text).replace(/\[/g, '(').replace(/\]/g, ')');
}

/** Markdown, for Discourse (the OpenWrt forum) and GitHub: https://spec.commonmark.org. */
export const MARKDOWN: Style = {
	plain: escaped,
	value: code,
	strong: (text) => `**${escaped(text)}**`,
	list: dashed,
	block: (lines) => {
		const text = lines.map(oneLine).join('\n');
		return text && [ticks(text, 3), text, ticks(text, 3)].join('\n');
	},
};

/** Every character of ASCII that may mean something gets a backslash, except '_' inside a word; an @ would call somebody. */
function escaped(text: string): string {
	return oneLine(text).replace(/[\\`*{}[\]<>#|~&@!]|\b_|_\b/g, '\\$&');
}

/** Blanks keep backticks of the text away from those around it. */
function code(text: string): string {
	const line = oneLine(text);
	const blank = line.includes('`') ? ' ' : '';
	return line && ticks(line, 1) + blank + line + blank + ticks(line, 1);
}

/** More backticks than the text has in a row: what begins with so many ends at so many. */
function ticks(text: string, least: number): string {
	return '`'.repeat(Math.max(least, ...(text.match(/`+/g) ?? []).map((run) => run.length + 1)));
}
