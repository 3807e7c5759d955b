import type { Reason, ReasonCode } from '../rpc/types/index.ts';

/** What the backend and LuCI said in English, in texts that are shown on this page; the latest 50, as some hold a changing number. */
export const quotations = new Set<string>();

/** Why a value is unknown, for people; the file or command concerned follows in brackets. */
export function reasonText(reason: Reason | undefined): string {
	if (!reason) return _('The router gave no reason.');
	return _('%s (%s)').format(reasonWords(reason.code), quote(reason.text));
}

function reasonWords(code: ReasonCode): string {
	const words: Record<ReasonCode, string> = {
		missing: _('This router does not have it.'),
		denied: _('Permission denied.'),
		garbled: _('Unexpected format.'),
		truncated: _('The answer is incomplete.'),
		overrun: _('Too much changed during the reading.'),
		timeout: _('No answer in time.'),
		failed: _('It reported an error.'),
	};
	return words[code] ?? code;
}

/**
 * What a failed call means for the reader of the page. LuCI's rpc.js rejects with an Error whose first line names the JSON-RPC or
 * ubus status (libubox ubusmsg.h); what it means for an rpcd plugin is in rpcd's exec.c: 5 = it crashed, hung or printed nothing.
 */
export function callErrorText(error: unknown): string {
	const message = quote(firstLine(error instanceof Error ? error.message : String(error)));
	const words = callErrorWords(message);
	return words ? _('%s (%s)').format(words, message) : message;
}

/** Names, such as that of a file, belong to no language. */
function quote(text: string): string {
	if (text.includes(' ')) quotations.add(text);
	const [oldest = ''] = quotations;
	if (quotations.size > 50) quotations.delete(oldest);
	return text;
}

/** The ubus status that LuCI's Error names (5 no data, 6 permission denied, ...); null where the call failed otherwise. */
export function ubusStatus(error: unknown): number | null {
	const found = /ubus code (\d+)/.exec(error instanceof Error ? error.message : '');
	return found ? Number(found[1]) : null;
}

/** LuCI appends the location in its own source, on the same line or on further ones. */
function firstLine(message: string): string {
	return message.replace(/\s+at [\s\S]*$/, '').trim();
}

function callErrorWords(message: string): string | null {
	const faults: Array<[RegExp, string]> = [
		[/error -32000/, _('This page’s backend is not installed, or rpcd has not been reloaded since.')],
		[/error -32002|ubus code 6/, _('Permission denied. Your session may have expired.')],
		[/ubus code 4/, _('This router does not have it.')],
		[/ubus code 5/, _('No reply: there is nothing to do, or the backend crashed.')],
		[/ubus code (2|9)/, _('The backend sent an invalid reply.')],
		[/ubus code 7|timed out/, _('The router took too long to answer.')],
		[/HTTP error|XHR/, _('The router did not answer.')],
	];
	return faults.find(([pattern]) => pattern.test(message))?.[1] ?? null;
}
