import ui from 'luci/ui';

const FOCUSABLE = 'a[href], button:not([disabled]), summary';

/** LuCI's modal dialog, with what it lacks: a name, the focus inside, and the focus back where the page goes on. */
export interface Dialog {
	readonly element: HTMLElement;
	close(): void;
}

/**
 * Opens it, and closes an open one. `buttons` stand in the last row; Escape presses the first of them, as in every dialog of LuCI.
 * The focus goes to the dialog and not to a button, so that a key that is still pressed decides nothing.
 */
export function openDialog(title: string, children: HTMLElement[], buttons: HTMLElement[]): Dialog {
	const row = buttons.flatMap((item, index) => (index > 0 ? [' ', item] : [item]));
	const body = E('div', { tabindex: -1, style: 'outline: none' }, [
		...children,
		E('div', { class: 'right' }, row),
	]);
	const element = ui.showModal(title, [body]);
	element.setAttribute('aria-label', title);
	element.addEventListener('keydown', trapFocus);
	body.focus();
	return {
		element,
		close() {
			element.removeAttribute('aria-label');
			element.removeEventListener('keydown', trapFocus);
			ui.hideModal();
			document.querySelector<HTMLElement>('.cbi-button-apply')?.focus({ preventScroll: true });
		},
	};
}

/** The Tab key must not leave the dialog for the page below. */
function trapFocus(event: KeyboardEvent): void {
	if (event.key !== 'Tab') return;
	const items = [...(event.currentTarget as Element).querySelectorAll<HTMLElement>(FOCUSABLE)];
	if (event.shiftKey) items.reverse();
	const index = items.indexOf(document.activeElement as HTMLElement);
	// From the dialog itself, Tab finds the first item anyway.
	if (index < 0 ? !event.shiftKey : index < items.length - 1) return;
	event.preventDefault();
	items[0]?.focus();
}
