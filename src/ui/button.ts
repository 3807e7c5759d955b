/** A button in LuCI's look; `style` are further classes of LuCI's. */
export function button(
	text: string,
	style: string,
	click: (event: Event) => unknown,
	attributes: ElementAttributes = {}
): HTMLElement {
	return E('button', { type: 'button', class: `btn cbi-button ${style}`, click, ...attributes }, [text]);
}
