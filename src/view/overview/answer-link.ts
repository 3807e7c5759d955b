import { answerAddress } from '../../model/answers.ts';

/** A link to the answer that explains a finding or a conflict; nothing where there is none. */
export function answerLink(id: string): HTMLElement[] {
	const href = answerAddress(id);
	if (href === null) return [];
	return [E('a', { href, target: '_blank', rel: 'noreferrer', 'data-answer': id }, [_('More about this')])];
}
