/** `E()` and the module `dom`: https://openwrt.github.io/luci/jsapi/LuCI.dom.html */

type Children = unknown;

/** What belongs to a node: the map, section, option or widget that it shows. */
const owners = new WeakMap<Node, object>();

function isNode(value: unknown): value is Node {
	return value instanceof Node;
}

/** Items of an array become nodes and texts. A string alone becomes HTML, as in LuCI. */
export function append(node: Element | DocumentFragment, children: Children): Node | null {
	if (Array.isArray(children)) {
		for (const child of children) {
			if (Array.isArray(child)) append(node, child);
			else if (isNode(child)) node.appendChild(child);
			else if (child !== null && child !== undefined) node.append(String(child));
		}
	} else if (isNode(children)) {
		node.appendChild(children);
	} else if (children !== null && children !== undefined && node instanceof Element) {
		node.innerHTML = String(children);
	}
	return node.lastChild;
}

export function content(node: Element, children: Children): Node | null {
	node.replaceChildren();
	return append(node, children);
}

function setAttributes(element: Element, attributes: Record<string, unknown>): void {
	for (const [name, value] of Object.entries(attributes)) {
		if (value === null || value === undefined) continue;
		if (typeof value === 'function') element.addEventListener(name, value as EventListener);
		else element.setAttribute(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
	}
}

function isAttributes(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value) && !isNode(value);
}

/** `E(tag, attributes, children)` or `E(tag, children)`: what is no table of attributes are the children, null too. */
export function create(tag: string, second?: unknown, third?: unknown): HTMLElement {
	const element = document.createElement(tag);
	if (isAttributes(second)) setAttributes(element, second);
	append(element, isAttributes(second) ? third : second);
	return element;
}

/** Remembers that `node` shows `owner`. */
export function bind<T extends Node>(node: T, owner: object): T {
	owners.set(node, owner);
	return node;
}

/** Who is shown by `node` itself. */
export function ownerOf(node: Node): object | undefined {
	return owners.get(node);
}
