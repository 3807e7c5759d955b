import dom from 'luci/dom';
import type { Contract } from './clause.ts';

const HOSTILE = '<img src=x onerror="window.hostile=1">';

export const members: Contract<keyof typeof dom> = {
	content(expect) {
		const node = E('p', ['before']);
		dom.content(node, ['after ', E('b', ['bold']), 7]);
		expect('replaces what was there', node.innerHTML, 'after <b>bold</b>7');
		dom.content(node, [HOSTILE]);
		expect('a text in an array stays text', node.textContent, HOSTILE);
		dom.content(node, []);
		expect('nothing leaves nothing', node.childNodes.length, 0);
	},
};
