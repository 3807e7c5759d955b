import * as model from '../model/index.ts';

/** Marks what is quoted on the page and in its dialogs as English, whatever the language of the page is (WCAG 2.2, 3.1.2). */
export function markQuotations(): void {
	new MutationObserver((changes) => {
		if (model.quotations.size > 0) new Set(changes.map(({ target }) => target)).forEach(mark);
	}).observe(document.body, { childList: true, characterData: true, subtree: true });
}

function mark(node: Node): void {
	if (!(node instanceof Text)) {
		[...node.childNodes].forEach(mark);
		return;
	}
	if (node.parentElement?.closest('[lang=en], textarea, svg')) return;
	for (const quotation of model.quotations) {
		const at = node.data.indexOf(quotation);
		if (at < 0) continue;
		const quoted = node.splitText(at);
		mark(quoted.splitText(quotation.length));
		quoted.replaceWith(E('bdi', { lang: 'en' }, [quotation]));
	}
}
