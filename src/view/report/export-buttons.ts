import * as components from '../../ui/index.ts';

/** A button with a name for the page; the important one of its section. */
export function exportButton(id: string, title: string, click: () => unknown): HTMLElement {
	return components.button(title, 'cbi-button-action', click, { id: `nft-offload-${id}` });
}

/**
 * Puts what `field` holds on the clipboard; false where the browser refuses. LuCI is usually plain http, where navigator.clipboard
 * does not exist: the old command works there, on the selection.
 */
export function copyFrom(field: HTMLTextAreaElement): boolean {
	field.focus();
	field.select();
	// Phones take no selection from select() alone.
	field.setSelectionRange(0, field.value.length);
	try {
		return document.execCommand('copy');
	} catch {
		return false;
	}
}

/** Lets the browser save `content` as a file. Nothing leaves this machine. */
export function save(content: Blob, name: string): void {
	const url = URL.createObjectURL(content);
	E('a', { href: url, download: name }).click();
	// The browser reads the address after this task.
	window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** "nft-offload-report-2025-11-26.txt" */
export function fileName(what: string, made: number, ending: string): string {
	return `nft-offload-${what}-${new Date(made).toISOString().slice(0, 10)}.${ending}`;
}
