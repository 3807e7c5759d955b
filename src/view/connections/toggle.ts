import * as components from '../../ui/index.ts';

/** A button that opens and closes the rows below it. */
export interface Toggle {
	readonly element: HTMLElement;
	update(text: string, open: boolean): void;
}

/** `toggled` is called with what is wanted now. */
export function toggle(toggled: (open: boolean) => void): Toggle {
	const element = E('button', { type: 'button', class: 'nft-offload-toggle', 'aria-expanded': 'false' });
	element.addEventListener('click', () => toggled(element.getAttribute('aria-expanded') !== 'true'));
	return {
		element,
		update(text, open) {
			components.setText(element, text);
			components.setAttribute(element, 'aria-expanded', String(open));
		},
	};
}
