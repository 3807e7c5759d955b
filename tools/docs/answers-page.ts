/**
 * docs/answers.md as one page of HTML that the router serves, for the links of the pages: without pictures, sources and links to other documents,
 * so that nothing of it needs another host.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Marked, type Token, type Tokens } from 'marked';

/** Its file below htdocs/luci-static/resources. */
export const ANSWERS_PAGE = 'nft-offload/answers.html';

const STYLE = `:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46em; margin: 0 auto; padding: 0 1em 3em; background: #fff; color: #222 }
pre { white-space: pre-wrap; padding: .6em .8em; background: #eee; border-radius: 4px }
code { overflow-wrap: anywhere }
h3 { margin-top: 2em }
:target { display: block; scroll-margin-top: 1em }
@media (prefers-color-scheme: dark) {
body { background: #1b1b1b; color: #ddd }
pre { background: #2a2a2a }
a { color: #8ab4f8 }
}`;

/** The page's text. The same document gives the same bytes on every machine. */
export function answersPage(root: string): string {
	const markdown = readFileSync(join(root, 'docs/answers.md'), 'utf8');
	return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>Flow offloading: answers to common questions</title>
<style>
${STYLE}
</style>
</head>
<body>
<main>
${new Marked({ walkTokens: reduce, renderer: { image: () => '', link } }).parse(withoutRest(markdown)) as string}</main>
</body>
</html>
`;
}

/** Without comments, sources and pictures. */
function withoutRest(markdown: string): string {
	return markdown.replace(/^<!--.*-->\n/gm, '').replace(/^(?:Asked in |!\[).*(?:\n.+)*\n/gm, '');
}

/** A fenced block needs no name of its language. */
function reduce(token: Token): void {
	if (token.type === 'code') delete (token as Tokens.Code).lang;
}

/** Links within the document stay; of others the text. */
function link(
	this: { parser: { parseInline(tokens: Token[]): string } },
	{ href, tokens }: Tokens.Link
): string {
	const text = this.parser.parseInline(tokens);
	return href.startsWith('#') ? `<a href="${href}">${text}</a>` : text;
}
