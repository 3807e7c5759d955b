import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import QUnit from 'qunit';
import {
	type Message,
	messageKey,
	parseCatalog,
	pluralForms,
	printCatalog,
} from '../../../tools/i18n/catalog.ts';
import { messageErrors, messageGaps } from '../../../tools/i18n/errors.ts';
import { extractMessages } from '../../../tools/i18n/extract.ts';
import { writeLmo } from '../../../tools/i18n/lmo.ts';
import { mergeCatalog } from '../../../tools/i18n/merge.ts';
import { sfh, sfhKey } from '../../../tools/i18n/sfh.ts';
import { ROOT, withFolder } from './fixtures.ts';

function read(file: string): string {
	return readFileSync(join(ROOT, file), 'utf8');
}

const recorded = (name: string) => readFileSync(new URL(`./recorded/${name}`, import.meta.url));

/** From LuCI's own sfh_hash: texts of every length by four, some ending in a byte that C counts as negative. */
const KNOWN_HASHES: Array<[text: string, key: string]> = [
	['a', '115ea782'],
	['ab', '516b8b44'],
	['abc', 'd2be198a'],
	['abcd', 'dad8b8db'],
	['Flow Offloading', '1281785b'],
	['ü', '787e0cc7'],
	['aü', '58115c91'],
	['abü', '27f450a5'],
	['Für Sie – läuft', '4f76ce50'],
	['menu\u0001Off', '44164368'],
	['one\u00021', 'c6bd7e2c'],
];

const LANGUAGES = readdirSync(join(ROOT, 'po')).filter((name) => name !== 'templates');
/** Of languages that have not two. */
const PLURAL_FORMS: Record<string, number> = {
	ar: 6,
	cs: 3,
	ja: 1,
	ko: 1,
	pl: 3,
	ru: 3,
	uk: 3,
	vi: 1,
	zh_Hans: 1,
	zh_Hant: 1,
};

function message(id: string, strings: string[] = [''], more: Partial<Message> = {}): Message {
	return { id, strings, places: [], fuzzy: false, ...more };
}

QUnit.module('i18n > this checkout', () => {
	const template = extractMessages(ROOT);
	const german = parseCatalog(read('po/de/nft-offload.po'));

	QUnit.test('the template has every text of the interface and no other', (assert) => {
		const [found, written] = [template, parseCatalog(read('po/templates/nft-offload.pot'))].map(
			({ messages }) => new Set(messages.map(messageKey))
		) as [Set<string>, Set<string>];
		assert.deepEqual(
			[...found].filter((key) => !written.has(key)),
			[],
			'missing: run npm run i18n'
		);
		assert.deepEqual(
			[...written].filter((key) => !found.has(key)),
			[],
			'gone: run npm run i18n'
		);
	});

	QUnit.test('the files are as npm run i18n writes them', (assert) => {
		assert.true(read('po/templates/nft-offload.pot') === printCatalog(template), 'run npm run i18n');
		for (const language of LANGUAGES) {
			const file = `po/${language}/nft-offload.po`;
			const merged = printCatalog(mergeCatalog(template, parseCatalog(read(file))).catalog);
			assert.true(read(file) === merged, `${file}: run npm run i18n`);
		}
	});

	QUnit.test(
		'no translation lacks a placeholder or a plural form, and each language has its plural rule',
		(assert) => {
			for (const language of LANGUAGES) {
				const { headers, messages } = parseCatalog(read(`po/${language}/nft-offload.po`));
				assert.deepEqual(messages.flatMap(messageErrors), [], language);
				assert.strictEqual(headers.Language, language);
				assert.strictEqual(pluralForms(headers), PLURAL_FORMS[language] ?? 2, language);
			}
		}
	);

	QUnit.test('German is complete', (assert) => {
		assert.deepEqual(mergeCatalog(template, german).catalog.messages.flatMap(messageGaps), []);
	});

	QUnit.test('every language has a glossary', (assert) => {
		for (const language of LANGUAGES)
			assert.true(read(`po/${language}/glossary.md`).split('\n| ').length > 10, language);
	});
});

QUnit.module('i18n > extract', () => {
	const SOURCE = [
		'_(\'single\'); _("double"); _(`template`);',
		"_('folded ' + 'from parts'); _('  too   many\\tblanks ');",
		"_('same', 'first'); _('same', 'second');",
		"N_(n, '%d thing', '%d things'); other('not this one');",
	].join('\n');

	function extractFrom(files: Record<string, string>): Message[] {
		return withFolder((folder) => {
			mkdirSync(join(folder, 'root/usr/share'), { recursive: true });
			for (const [name, text] of Object.entries({ 'htdocs/view.js': SOURCE, ...files })) {
				mkdirSync(dirname(join(folder, name)), { recursive: true });
				writeFileSync(join(folder, name), text);
			}
			return extractMessages(folder).messages;
		});
	}

	QUnit.test('finds every form of text that LuCI’s own scan finds, with context and plural', (assert) => {
		const found = extractFrom({}).map(({ context, id, plural }) => [context, id, plural]);
		assert.deepEqual(found, [
			[undefined, '%d thing', '%d things'],
			[undefined, 'double', undefined],
			['first', 'same', undefined],
			[undefined, 'folded from parts', undefined],
			['second', 'same', undefined],
			[undefined, 'single', undefined],
			[undefined, 'template', undefined],
			[undefined, 'too many blanks', undefined],
		]);
	});

	QUnit.test('finds what follows quotes and texts inside a template', (assert) => {
		const source = '`${a ? "L" : "M"}${b}\'${_("inside")}`; _("after it");';
		const ids = extractFrom({ 'htdocs/b.js': source }).map(({ id }) => id);
		assert.true(ids.includes('inside') && ids.includes('after it'), ids.join(', '));
	});

	QUnit.test('refuses a text that is no literal', (assert) => {
		assert.throws(() => extractFrom({ 'htdocs/b.js': '_(title)' }), /htdocs\/b.js: no literal: _\(title\)/);
		assert.throws(() => extractFrom({ 'htdocs/b.js': '_(`${n} things`)' }), /no literal/);
	});

	QUnit.test('finds titles of the menu and descriptions of access lists, nothing else of them', (assert) => {
		const messages = extractFrom({
			'root/usr/share/luci/menu.d/x.json': '{ "admin/x": { "title": "Page", "action": { "path": "a" } } }',
			'root/usr/share/rpcd/acl.d/x.json':
				'{ "x": { "description": "Grant", "read": { "uci": ["firewall"] } } }',
			'root/usr/share/other.json': '{ "title": "No" }',
		});
		const ids = messages.map(({ id }) => id);
		assert.deepEqual(
			['Grant', 'No', 'Page', 'firewall'].map((id) => ids.includes(id)),
			[true, false, true, false]
		);
	});

	QUnit.test('a text that stands in two files is one message with two places', (assert) => {
		const messages = extractFrom({ 'htdocs/b.js': "_('single')" });
		const single = messages.filter(({ id }) => id === 'single');
		assert.deepEqual(
			single.map(({ places }) => places),
			[['htdocs/b.js', 'htdocs/view.js']]
		);
	});
});

QUnit.module('i18n > merge', () => {
	const headers = { 'Plural-Forms': 'nplurals=2; plural=(n != 1);' };

	QUnit.test('keeps translations, takes new texts in and tells which translations were dropped', (assert) => {
		const template = { headers: {}, messages: [message('new'), message('kept', [''], { places: ['a.js'] })] };
		const old = {
			headers,
			messages: [message('kept', ['behalten'], { remark: 'hm' }), message('gone', ['weg']), message('empty')],
		};
		const { catalog, dropped } = mergeCatalog(template, old);
		assert.deepEqual(catalog.messages, [
			message('new'),
			message('kept', ['behalten'], { places: ['a.js'], remark: 'hm' }),
		]);
		assert.deepEqual(
			dropped.map(({ id }) => id),
			['gone']
		);
		assert.deepEqual(catalog.headers, headers);
	});

	QUnit.test('tells equal texts apart by their context', (assert) => {
		const template = { headers: {}, messages: [message('Off', [''], { context: 'a' }), message('Off')] };
		const old = { headers, messages: [message('Off', ['Aus'])] };
		assert.deepEqual(
			mergeCatalog(template, old).catalog.messages.map(({ strings }) => strings),
			[[''], ['Aus']]
		);
	});

	QUnit.test(
		'a text that became a plural has to be translated anew, in as many forms as the language has',
		(assert) => {
			const template = { headers: {}, messages: [message('one', ['', ''], { plural: 'many' })] };
			const polish = { 'Plural-Forms': 'nplurals=3; plural=0;' };
			const { catalog } = mergeCatalog(template, { headers: polish, messages: [message('one', ['jeden'])] });
			assert.deepEqual(catalog.messages[0]?.strings, ['', '', '']);
		}
	);
});

QUnit.module('i18n > faults', () => {
	const cases: Array<[name: string, message: Message, fault: RegExp | undefined]> = [
		['a sound translation', message('%d of %s', ['%d von %s']), undefined],
		['a missing one', message('text'), /not translated: text/],
		['a plural with a missing form', message('a', ['x', ''], { plural: 'b' }), /plural form is missing/],
		['a guess', message('a', ['x'], { fuzzy: true }), /fuzzy/],
		['a lost placeholder', message('%s is on', ['ist an']), /other placeholders/],
		['placeholders in another order', message('%s in %d', ['%d in %s']), /other placeholders/],
		['another form of a number', message('%1024.1mB', ['%dB']), /other placeholders/],
		['a line break', message('a', ['x\ny']), /line break/],
		['a singular that does without the number', message('one', ['ein', '%d'], { plural: '%d' }), undefined],
		['a percent sign', message('100 %% of it', ['100 %% davon']), undefined],
	];
	QUnit.test('only what would be shown wrong is an error', (assert) => {
		for (const subject of [message('text'), message('a', ['x'], { fuzzy: true })])
			assert.deepEqual(messageErrors(subject), []);
	});

	for (const [name, subject, fault] of cases)
		QUnit.test(name, (assert) => {
			const found = [...messageErrors(subject), ...messageGaps(subject)].join('\n');
			if (fault === undefined) assert.strictEqual(found, '');
			else assert.true(fault.test(found), found);
		});
});

QUnit.module('i18n > formats', () => {
	QUnit.test('the catalog has the bytes of LuCI’s po2lmo', (assert) => {
		const ours = writeLmo(parseCatalog(recorded('demo.po').toString('utf8')));
		assert.ok(recorded('demo.lmo').equals(ours));
	});

	QUnit.test('hashes are those of LuCI', (assert) => {
		for (const [text, key] of KNOWN_HASHES) assert.strictEqual(sfhKey(text), key, text);
		assert.strictEqual(sfh(''), 0);
	});

	QUnit.test('printing and reading a .po file loses nothing', (assert) => {
		const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter((value) => value.trim() === value);
		fc.assert(
			fc.property(text, text, fc.option(text, { nil: undefined }), (id, translation, context) => {
				const original = message(id, [translation], context === undefined ? {} : { context });
				const [found] = parseCatalog(printCatalog({ headers: {}, messages: [original] })).messages;
				assert.deepEqual(found, original);
			}),
			{ numRuns: 50 }
		);
	});
});
