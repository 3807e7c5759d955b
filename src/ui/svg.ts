/** An SVG element; `attributes` as they stand in a file. */
export function svg(name: string, attributes: Record<string, string | number>): SVGElement {
	const element = document.createElementNS('http://www.w3.org/2000/svg', name);
	for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
	return element;
}

/** Sets an attribute, and touches the page only where it is another one. */
export function setAttribute(element: Element, name: string, value: string): void {
	if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
