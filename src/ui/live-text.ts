/**
 * Sets the text of an element, and touches the page only where the text is another one: a poll that brings nothing new then costs no
 * layout, keeps a selection and gives a screen reader nothing to repeat.
 */
export function setText(element: Element, text: string): void {
	if (element.textContent !== text) element.textContent = text;
}

/** LuCI's box for a message of the page; `level` is one of its classes: success, info, notice, warning, danger. */
export function setAlert(element: HTMLElement, level: string, text: string): void {
	const classes = `alert-message ${level}`;
	if (element.className !== classes) element.className = classes;
	setText(element, text);
}

/** Shows an element with a text, or hides it where there is none. */
export function showText(element: HTMLElement, text: string | null): void {
	element.hidden = text === null;
	setText(element, text ?? '');
}
