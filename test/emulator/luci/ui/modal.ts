/** The one modal dialog of a page. */
import { append, content, create } from '../dom.ts';

const ACTIVE = 'modal-overlay-active';
let overlay: HTMLElement | undefined;

/** Escape presses the first button of the dialog's last row. */
function cancel(event: Event): void {
	if ((event as KeyboardEvent).key !== 'Escape') return;
	overlay?.querySelector<HTMLElement>('.right > button, .right > .btn, .button-row > .btn')?.click();
}

function overlayElement(): HTMLElement {
	overlay ??= document.body.appendChild(
		create('div', { id: 'modal_overlay', tabindex: -1, keydown: cancel }, [
			create('div', { class: 'modal', role: 'dialog', 'aria-modal': true }),
		])
	);
	return overlay;
}

export function showModal(title: string, children: unknown, ...classes: string[]): HTMLElement {
	const element = overlayElement();
	const dialog = element.firstElementChild as HTMLElement;
	dialog.className = ['modal', ...classes].join(' ');
	content(dialog, [create('h4', {}, title)]);
	append(dialog, children);
	document.body.classList.add(ACTIVE);
	element.scrollTop = 0;
	element.focus();
	return dialog;
}

export function hideModal(): void {
	document.body.classList.remove(ACTIVE);
	overlay?.blur();
}
