import type { Reason, ReasonCode } from '../wire.ts';

/** Why a value is unknown, for people; the file or command concerned stands behind it in brackets. */
export function reasonText(reason: Reason | undefined): string {
	if (!reason) return _('The router did not say why.');
	return _('%s (%s)').format(reasonWords(reason.code), reason.text);
}

function reasonWords(code: ReasonCode): string {
	const words: Record<ReasonCode, string> = {
		missing: _('This router does not have it.'),
		denied: _('The router refused to read it.'),
		garbled: _('The answer is not in the expected form.'),
		truncated: _('The answer ended in the middle.'),
		overrun: _('Too much changed while it was being read.'),
		timeout: _('It did not answer in time.'),
		failed: _('It reported a failure.'),
	};
	return words[code] ?? code;
}

/** What a failed call means for the reader of the page. */
export function callFaultText(error: unknown): string {
	const message = error instanceof Error ? error.message : String(error);
	return _('The router half of this page does not answer: %s').format(message);
}
