/** What callers may send: every method, with arguments of every kind. None is taken for another, and none reaches a shell. */
import fc from 'fast-check';
import QUnit from 'qunit';
import type { Reply } from '../../../../src/rpc/types/index.ts';
import type { RegexMeaning } from '../../../../tools/ucode/patterns.ts';
import { callText } from '../support/host.ts';
import { WritableRouter } from '../support/writable.ts';

const METHODS: Record<string, Record<string, unknown>> = JSON.parse(callText(['list'], {}));
const ARGUMENTS = Object.entries(METHODS).flatMap(([method, args]) =>
	Object.entries(args).map(([name, example]) => ({ method, name, example }))
);

/** A word that no router has by itself: where it turns up, it came from the caller. */
const MARK = 'pwned';
const HOSTILE = [
	`$(touch ${MARK})`,
	`\`${MARK}\``,
	`; ${MARK} #`,
	`' ; ${MARK} '`,
	`" && ${MARK} "`,
	`| ${MARK}`,
	`\n${MARK}\n`,
	`../../${MARK}`,
	`--${MARK}`,
	`\0${MARK}`,
];

/** What ends a text, a line or a quote somewhere on the way, around a token that is sound, and texts of 64 KiB. */
const TOKEN = '0123456789abcdef';
const BREAKING = [
	'\n',
	'\r',
	'\0',
	'\r\n',
	"'",
	'"',
	'\\',
	'`',
	' ',
	'\t',
	';',
	'&',
	'|',
	'$',
	'\x1b',
	'\x7f',
].flatMap((byte) => [
	`${TOKEN}${byte}${MARK}`,
	`${MARK}${byte}${TOKEN}`,
	`${byte}${MARK}`,
	`${TOKEN}${byte}${MARK}${byte}${TOKEN}`,
]);
const LONG = [
	`${MARK}${'a'.repeat(65_536)}`,
	`${TOKEN}\n${MARK.repeat(13_000)}`,
	`${'\n'.repeat(65_536)}${MARK}`,
];
/** Strings that a method takes inside an argument. */
const INSIDE = ['protocol', 'offload', 'addresses'];

/** A router where commands succeed and files can be written; it records what it was asked to do. */
function router(): WritableRouter {
	const made = new WritableRouter({
		'/etc/config/firewall': "config defaults\n\toption flow_offloading '0'\n",
		'/proc/sys/kernel/random/boot_id': 'boot-1\n',
	});
	return made.onCommand(/./, () => '');
}

function call(method: string, args: object, at = router()): Reply<unknown> {
	const reply = at.call<object>(method, args);
	if (!reply.ok && reply.error.text.length > 200) throw new Error(`a text of ${reply.error.text.length}`);
	return reply;
}

const codeOf = (reply: Reply<unknown>) => (reply.ok ? null : reply.error.code);

QUnit.module('backend > arguments');

QUnit.test('a value of another type is refused by name', (assert) => {
	const values = [null, true, 1, 1.5, -1, 'x', [], {}, ['x'], 1e300, ''];
	for (const { method, name, example } of ARGUMENTS) {
		for (const value of values.filter((value) => kindOf(value) !== kindOf(example))) {
			const reply = call(method, { [name]: value });
			assert.strictEqual(codeOf(reply), 'bad_argument', `${method} ${name} ${JSON.stringify(value)}`);
			assert.ok(!reply.ok && reply.error.text.includes(`'${name}'`), 'it says which');
		}
	}
});

QUnit.test('a name that no method has is refused, whatever its value', (assert) => {
	const names = ['mode2', 'Mode', '', ' ', 'constructor', '__proto__x', MARK, 'x'.repeat(10_000)];
	for (const method of Object.keys(METHODS)) {
		for (const name of names) {
			const code = codeOf(call(method, { [name]: 1 }));
			assert.strictEqual(code, 'bad_argument', `${method} ${name.slice(0, 20)}`);
		}
	}
});

QUnit.test('numbers out of range are refused', (assert) => {
	const numbers = [-1, 0, -(2 ** 31), 2 ** 31, 2 ** 53 - 1];
	for (const { method, name } of ARGUMENTS.filter(({ example }) => typeof example === 'number')) {
		for (const value of numbers)
			assert.strictEqual(
				codeOf(call(method, { [name]: value })),
				'bad_argument',
				`${method} ${name} ${value}`
			);
	}
});

QUnit.test('texts of 10 kB are refused, or not found', (assert) => {
	const long = 'a'.repeat(10_000);
	for (const { method, name } of ARGUMENTS.filter(({ example }) => typeof example === 'string')) {
		const reply = call(method, { [name]: long });
		assert.ok(['bad_argument', 'gone'].includes(codeOf(reply) ?? ''), `${method} ${name}: ${codeOf(reply)}`);
	}
	const filters = [{ [long]: 1 }, { protocol: long }, { offload: long }, { addresses: [long] }];
	for (const filter of filters)
		assert.strictEqual(
			codeOf(call('connections', { filter })),
			'bad_argument',
			Object.keys(filter)[0]!.slice(0, 9)
		);
});

QUnit.test('nothing that a caller gives is run or becomes a path', (assert) => {
	for (const text of HOSTILE) {
		for (const { method, name, example } of ARGUMENTS) {
			for (const args of [{ [name]: text }, { [text]: example }, { [name]: nested(example, text) }]) {
				const at = router();
				call(method, args, at);
				const touched = [...at.ran, ...Object.keys(at.files)].filter((what) => what.includes(MARK));
				assert.deepEqual(touched, [], `${method} ${JSON.stringify(args)}`);
				assert.notOk(
					Object.values(at.files).some((content) => content.includes(MARK)),
					'nor is it written'
				);
			}
		}
		const unknown = router();
		assert.strictEqual(codeOf(call(text, {}, unknown)), 'unknown_method');
		assert.deepEqual(unknown.ran, []);
	}
});

for (const regex of ['text', 'newline'] satisfies RegexMeaning[])
	QUnit.test(
		`no text reaches a command line, a script or a path, where a pattern means a ${regex}`,
		(assert) => {
			const texts = ARGUMENTS.filter(({ example }) => typeof example === 'string');
			const inside = ARGUMENTS.filter(({ name }) => name === 'filter').flatMap(({ method }) =>
				INSIDE.map((part) => ({
					method,
					args: (text: string) => ({ filter: { [part]: part === 'addresses' ? [text] : text } }),
				}))
			);
			const places = [
				...texts.map(({ method, name }) => ({ method, args: (text: string): object => ({ [name]: text }) })),
				...inside,
			];
			assert.true(places.length >= 6, `${places.length} strings are accepted somewhere`);
			for (const text of [...HOSTILE, ...BREAKING, ...LONG])
				for (const { method, args } of places) {
					const at = router();
					at.regex = regex;
					const code = codeOf(call(method, args(text), at));
					const what = `${method} ${JSON.stringify(args(text)).slice(0, 80)}`;
					assert.strictEqual(code, 'bad_argument', what);
					assert.false(touchedBy(at, MARK), what);
				}
		}
	);

/** Whether a word turns up in a shell line, in a script for nft, or in the path or the text of a file. */
function touchedBy(router: WritableRouter, word: string): boolean {
	const seen = [...router.lines, ...router.ran, ...router.read, ...Object.entries(router.files).flat()];
	return seen.some((text) => text.includes(word));
}

QUnit.test('whatever is sent, the answer is a reply or one of the known errors', (assert) => {
	let answered = 0;
	const codes = ['bad_argument', 'busy', 'running', 'gone', 'unavailable', 'internal'];
	const anything = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(...HOSTILE));
	const property = fc.property(
		fc.constantFrom(...ARGUMENTS),
		anything,
		fc.boolean(),
		({ method, name, example }, value, deep) => {
			const reply = call(method, { [name]: deep ? nested(example, value) : value });
			if (!reply.ok && !codes.includes(reply.error.code)) throw new Error(`${method}: ${reply.error.code}`);
			answered++;
		}
	);
	fc.assert(property, { numRuns: 1000 });
	assert.strictEqual(answered, 1000);
});

/** As ucode names types: whole numbers and others are two. */
function kindOf(value: unknown): string {
	if (value === null || Array.isArray(value)) return String(value === null ? null : 'array');
	return typeof value === 'number' ? (Number.isInteger(value) ? 'int' : 'double') : typeof value;
}

/** A value inside an argument of the right type, where there is an inside. */
function nested(example: unknown, value: unknown): unknown {
	return kindOf(example) === 'object' ? { protocol: value, addresses: [value], offload: value } : value;
}
