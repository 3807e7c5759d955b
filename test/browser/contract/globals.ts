import rpc from 'luci/rpc';
import { hash } from '../../emulator/luci/translate.ts';
import { type Contract, outcomeOf } from './clause.ts';

// As characters and not as escapes, which esbuild would print raw: this page has to survive OpenWrt's minifier as every other.
const [CONTEXT, FORM, TAB] = [1, 2, 9].map((code) => String.fromCharCode(code));
const HOSTILE = '<img src=x onerror="window.hostile=1">';

const mayWrite = rpc.declare<{ access: boolean }, [string, string, string]>({
	object: 'session',
	method: 'access',
	params: ['scope', 'object', 'function'],
	reject: true,
});

type Member = '_' | 'N_' | 'E' | 'String.format' | `L.${keyof typeof L}`;

export const members: Contract<Member> = {
	_(expect) {
		withTable({ Save: 'Merken', [`flow${CONTEXT}Save`]: 'Fließen', 'two words': 'zwei Wörter' }, () => {
			expect('looks a text up', _('Save'), 'Merken');
			expect('a context tells equal words apart', _('Save', 'flow'), 'Fließen');
			expect('blanks in a row count as one', _(`  two${TAB}${TAB}words `), 'zwei Wörter');
			expect('an unknown text stays as it is', _('Nothing like it'), 'Nothing like it');
			expect('an unknown context falls back to the text', _('Save', 'other'), 'Save');
		});
	},
	// LuCI keeps the rule of the first call of a page for good: nothing on this page asks before.
	N_(expect) {
		const rule = 'nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);';
		const forms = {
			[`%d box${FORM}0`]: '%d pudło',
			[`%d box${FORM}1`]: '%d pudła',
			[`%d box${FORM}2`]: '%d pudeł',
		};
		withTable(
			forms,
			() => {
				const words = [1, 3, 5].map((n) => N_(n, '%d box', '%d boxes').format(n));
				expect('takes the form that the rule of the language says', words, ['1 pudło', '3 pudła', '5 pudeł']);
			},
			rule
		);
	},
	E(expect) {
		const clicks: string[] = [];
		const button = E('button', { class: 'btn', disabled: null, click: (event) => clicks.push(event.type) }, [
			HOSTILE,
			' ',
			E('b', ['x']),
			3,
		]);
		button.click();
		expect('a function becomes an event listener', clicks, ['click']);
		expect('a text among the children stays text', button.textContent, `${HOSTILE} x3`);
		expect('attributes are set, null is left away', button.getAttributeNames(), ['class']);
		expect('attributes may be left out', E('p', ['text']).outerHTML, '<p>text</p>');
	},
	'String.format'(expect) {
		const formatted: Array<[string, string]> = [
			['%s and %s'.format('a', 1), 'a and 1'],
			['%d'.format(7.9), '7'],
			['%.1f %%'.format(12.345), '12.3 %'],
			['%h'.format('<b>&"\''), '&#60;b&#62;&#38;&#34;&#39;'],
			['%1024mB'.format(3 * 1024 * 1024), '3.00 MiB'],
			['%.1mbit/s'.format(2_500_000), '2.5 Mbit/s'],
			['%03d'.format(7), '007'],
		];
		for (const [actual, expected] of formatted) expect(expected, actual, expected);
	},
	'L.url'(expect) {
		expect('path of a page', L.url('admin/network', 'firewall'), '/cgi-bin/luci/admin/network/firewall');
	},
	'L.resource'(expect) {
		expect('path of a file', L.resource('view', 'a.js'), '/luci-static/resources/view/a.js');
	},
	'L.env'(expect) {
		expect('the session', /^[0-9a-f]{32}$/.test(L.env.sessionid), true);
		expect('seconds between polls', L.env.pollinterval > 0, true);
	},
	async 'L.require'(expect) {
		const loaded = await L.require<{ addNotification: unknown }>('ui');
		expect('the instance of a module', typeof loaded.addNotification, 'function');
		expect('the same again', (await L.require('ui')) === loaded, true);
		const without = await outcomeOf(() => L.require('nft-offload.none'));
		expect('rejects without the file', without !== 'resolves', true);
	},
	async 'L.hasViewPermission'(expect) {
		const { access } = await mayWrite('access-group', 'luci-app-nft-offload', 'write');
		expect('what the router grants this login', L.hasViewPermission(), access);
	},
	async 'L.resolveDefault'(expect) {
		expect('the value', await L.resolveDefault(Promise.resolve(1), 2), 1);
		expect('the fallback for a rejected promise', await L.resolveDefault(Promise.reject(new Error()), 2), 2);
		expect('never rejects', await outcomeOf(() => L.resolveDefault(Promise.reject(1), 2)), 'resolves');
	},
};

/** Runs `use` with a translation table of these texts (in the form of LuCI's keys, not hashed) and this rule for plurals. */
function withTable(texts: Record<string, string>, use: () => void, rule = ''): void {
	const page = window as { TR?: Record<string, string> };
	const before = page.TR;
	const entries = Object.entries(texts).map(([key, text]) => [hash(key) ?? '', text]);
	page.TR = { ...Object.fromEntries(entries), ...(rule && { '00000000': rule }) };
	try {
		use();
	} finally {
		if (before) page.TR = before;
		else delete page.TR;
	}
}
