/** The small signs in the header: polling, unsaved changes. */
import { create } from '../dom.ts';

function find(id: string): Element | null {
	return document.querySelector(`#indicators span[data-indicator="${id}"]`);
}

/** Shows sign `id`, in the order of their names. `style` is 'inactive' or nothing. */
export function showIndicator(id: string, label: string, click: (() => void) | null, style?: string): void {
	let element = find(id);
	if (!element) {
		const indicators = document.querySelector('#indicators');
		element = create('span', { 'data-indicator': id, 'data-clickable': click ? true : null, click });
		const after = [...(indicators?.children ?? [])].find(
			(other) => (other.getAttribute('data-indicator') ?? '') > id
		);
		indicators?.insertBefore(element, after ?? null);
	}
	element.textContent = label;
	element.setAttribute('data-style', style === 'inactive' ? 'inactive' : 'active');
}

export function hideIndicator(id: string): void {
	find(id)?.remove();
}
