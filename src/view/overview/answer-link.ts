import { answerOf } from '../../model/answers.ts';

const PAGE = 'nft-offload/answers.html';

/** A link to the answer that explains a finding or a conflict; nothing where there is none. The answers are in English. */
export function answerLink(id: string): HTMLElement[] {
	const anchor = answerOf(id);
	if (anchor === null) return [];
	const href = `${L.resource(PAGE)}#${anchor}`;
	return [E('a', { href, target: '_blank', hreflang: 'en', 'data-answer': id }, [_('More about this')])];
}
