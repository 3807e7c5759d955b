import type { HTTPResponse, Page, SerializedAXNode } from 'puppeteer';

/** What a screen reader is told of an element: its role, and its name and state where it has them. */
export interface Node {
	role: string;
	name?: string;
	checked?: boolean;
	disabled?: true;
	children?: Node[];
}

/** The calls of a page in their order, each with its ubus status, such as 'uci apply 0'. */
export type Sent = string[];

/** The rows that LuCI draws; what the page puts between them depends on the router. */
const ROWS = '#cbi-firewall .cbi-value';

/** The accessibility trees of the form's rows, without what has neither a name nor anything in it. */
export async function formTree(page: Page): Promise<Node[]> {
	await page.waitForSelector(ROWS);
	const nodes: Node[] = [];
	for (const root of await page.$$(ROWS)) {
		const tree = await page.accessibility.snapshot({ root, interestingOnly: false });
		if (tree) nodes.push(...simplify(tree));
	}
	return nodes;
}

const PLAIN = new Set(['generic', 'none', 'InlineTextBox', 'LabelText', 'paragraph']);

function simplify(node: SerializedAXNode): Node[] {
	const children = (node.children ?? []).flatMap(simplify);
	if (PLAIN.has(node.role)) return children;
	if (node.role === 'StaticText') return node.name?.trim() ? [{ role: 'text', name: node.name.trim() }] : [];
	return [
		{
			role: node.role,
			...(node.name && { name: node.name }),
			...(node.role === 'checkbox' && { checked: node.checked === true }),
			...(node.disabled && { disabled: true as const }),
			...(children.length > 0 && { children }),
		},
	];
}

/** Notes the ubus calls of the page until `stop`, without those that come at any time: readings, and the header's changes. */
export function watchCalls(page: Page): { stop(): Promise<Sent> } {
	const replies: Array<Promise<Sent>> = [];
	const listen = (response: HTTPResponse) => {
		if (!isUbus(response.url())) return;
		const calls = readCalls(response);
		// Told by `stop`, not at once.
		calls.catch(() => {});
		replies.push(calls);
	};
	page.on('response', listen);
	return {
		async stop() {
			page.off('response', listen);
			return (await Promise.all(replies)).flat();
		},
	};
}

/** LuCI passes its calls to uhttpd's /ubus/ or, where that is missing, to its own admin/ubus. */
function isUbus(url: string): boolean {
	return /\/ubus\b/.test(new URL(url).pathname);
}

async function readCalls(response: HTTPResponse): Promise<Sent> {
	const calls = [JSON.parse(response.request().postData() ?? '[]')].flat();
	const answers = [await response.json()].flat();
	return calls
		.map(({ params: [, object, method] }, index) => {
			const { result, error } = answers[index];
			return `${object} ${method} ${error?.code ?? result[0]}`;
		})
		.filter((text) => !/^(?:luci\.nft-offload (?:counters|status)|uci changes) /.test(text));
}
