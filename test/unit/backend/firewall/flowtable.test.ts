import QUnit from 'qunit';
import type { Flowtable, Status } from '../../../../src/rpc/types/index.ts';
import { type Parts, statusOf } from '../support/host.ts';
import { recordedText } from '../support/kernel.ts';

const FLOWTABLES = 'nft --terse list flowtables';
const FORWARD = 'nft --terse list chain inet fw4 forward';
const ABSENT = {
	code: 1,
	output: 'Error: No such file or directory\nlist chain inet fw4 forward\n                ^^^\n',
};

/** What `nft list chain inet fw4 forward` prints, cut out of a recorded ruleset. */
function forwardOf(ruleset: string): string {
	const chain = /\n(\tchain forward \{\n.*?\n\t\}\n)/s.exec(ruleset)![1];
	return `table inet fw4 {\n${chain}}\n`;
}

function nft(flowtables: string, forward: string | { code: number; output: string }): Status {
	const chain = typeof forward === 'string' ? { output: forward } : forward;
	return statusOf({ commands: { [FLOWTABLES]: { output: flowtables }, [FORWARD]: chain } });
}

const recordedStatus = (name: string) =>
	nft(recordedText(`openwrt/${name}.nft-flowtables`), forwardOf(recordedText(`openwrt/${name}.nft-ruleset`)));

const emptyChain = 'table inet fw4 {\n\tchain forward {\n\t}\n}\n';
const loaded = (flowtables: string) => nft(flowtables, emptyChain);
const inFw4 = (body: string) => `table inet fw4 {\n\tflowtable ft {\n${body}\t}\n}\n`;
const ft = (change: Partial<Flowtable> = {}): Flowtable => ({
	family: 'inet',
	table: 'fw4',
	name: 'ft',
	owner: 'firewall4',
	devices: ['br-lan', 'eth1'],
	hardware: false,
	counter: true,
	...change,
});
const RULE = 'meta l4proto { tcp, udp } flow add @ft';

QUnit.module('backend > flowtables and forward rules');

QUnit.test('recorded: option off', (assert) => {
	const status = recordedStatus('off');
	assert.deepEqual([status.flowtables, status.forward_rules, status.firewall_loaded], [[], [], true]);
	assert.notOk(status.unknown.flowtables || status.unknown.forward_rules);
});

const IN_HARDWARE = ft({ devices: ['lan1', 'lan2', 'wan'], hardware: true });

for (const [name, flowtable] of [
	['sw', ft()],
	['hw', IN_HARDWARE],
	['hw-full', IN_HARDWARE],
	['hw-refused', ft()],
] as const) {
	QUnit.test(`recorded: ${name}`, (assert) => {
		const status = recordedStatus(name);
		assert.deepEqual(status.flowtables, [flowtable]);
		assert.deepEqual(status.forward_rules, [{ text: RULE, flowtable: 'ft', index: 0 }]);
		assert.true(status.firewall_loaded);
	});
}

QUnit.module('backend > flowtables', () => {
	QUnit.test('hardware flag, no counter, names in quotes as newer nft prints them', (assert) => {
		const devices = '\t\tdevices = { "br-lan", "eth1" }\n';
		const text = inFw4(`\t\thook ingress priority filter\n${devices}\t\tflags offload\n`);
		assert.deepEqual(loaded(text).flowtables, [ft({ hardware: true, counter: false })]);
	});

	QUnit.test('devices over several lines, one of them called like a keyword', (assert) => {
		const text = inFw4('\t\tdevices = { lan1, counter,\n\t\t\t    "offload", flags }\n');
		const [found] = loaded(text).flowtables!;
		assert.deepEqual(found, ft({ devices: ['lan1', 'counter', 'offload', 'flags'], counter: false }));
	});

	QUnit.test('no devices, with or without braces', (assert) => {
		assert.deepEqual(loaded(inFw4('\t\tdevices = { }\n')).flowtables![0]!.devices, []);
		assert.deepEqual(loaded(inFw4('\t\thook ingress priority 0\n')).flowtables![0]!.devices, []);
	});

	QUnit.test('those of all tables, whoever made them', (assert) => {
		const other =
			'table ip zapret {\n\tflowtable a {\n\t\tdevices = { wan }\n\t}\n\n\tflowtable b {\n\t}\n}\n';
		const status = loaded(
			`# Warning: table ip nat is managed by iptables-nft, do not touch!\ntable ip6 x {\n}\n${other}`
		);
		assert.deepEqual(
			status.flowtables!.map(({ family, table, name, devices }) => [family, table, name, devices.join()]),
			[
				['ip', 'zapret', 'a', 'wan'],
				['ip', 'zapret', 'b', ''],
			]
		);
	});

	QUnit.test('no tables at all', (assert) => {
		assert.deepEqual(loaded('').flowtables, []);
	});

	QUnit.test('half an answer is no answer', (assert) => {
		const whole = recordedText('openwrt/sw.nft-flowtables');
		for (let size = 1; size < whole.trimEnd().length; size++) {
			const status = loaded(whole.slice(0, size));
			assert.strictEqual(status.flowtables, null, JSON.stringify(whole.slice(0, size)));
			assert.ok(['truncated', 'garbled'].includes(status.unknown.flowtables!.code));
		}
		assert.strictEqual(loaded(whole.slice(0, 60)).unknown.flowtables!.code, 'truncated');
	});

	QUnit.test('garbage', (assert) => {
		for (const text of ['}\n', 'hello world, this is no list\n', `${inFw4('')}\xff\xfe { } { }\n`]) {
			const status = loaded(text);
			assert.strictEqual(status.flowtables, null);
			assert.strictEqual(status.unknown.flowtables!.code, 'garbled', JSON.stringify(text));
		}
	});
});

QUnit.module('backend > forward rules', () => {
	const rules = (body: string) =>
		nft('', `table inet fw4 {\n\tchain forward {\n${body}\t}\n}\n`).forward_rules;

	QUnit.test('their place, their flowtable, both words for the statement', (assert) => {
		const found = rules(
			'\t\ttype filter hook forward priority filter; policy drop;\n' +
				'\t\tcomment "all that passes { through"\n' +
				'\t\tct state established accept\n' +
				`\t\tct original packets >= 30 ${RULE}\n` +
				'\t\tip protocol tcp flow offload @other comment "x"\n'
		);
		assert.deepEqual(found, [
			{ text: `ct original packets >= 30 ${RULE}`, flowtable: 'ft', index: 1 },
			{ text: 'ip protocol tcp flow offload @other comment "x"', flowtable: 'other', index: 2 },
		]);
	});

	QUnit.test('words in a comment feed no flowtable', (assert) => {
		assert.deepEqual(rules(`\t\taccept comment "was: ${RULE} }"\n`), []);
	});

	QUnit.test('a rule that nft breaks over lines is one rule', (assert) => {
		const found = rules(`\t\tip saddr { 192.168.1.1,\n\t\t\t   192.168.1.2 } accept\n\t\t${RULE}\n`);
		assert.deepEqual(found, [{ text: RULE, flowtable: 'ft', index: 1 }]);
		const broken = rules('\t\tip saddr { 192.168.1.1,\n\t\t\t   192.168.1.2 } flow add @ft\n');
		assert.strictEqual(broken![0]!.text, 'ip saddr { 192.168.1.1, 192.168.1.2 } flow add @ft');
	});

	QUnit.test('half an answer is no answer', (assert) => {
		const whole = forwardOf(recordedText('openwrt/sw.nft-ruleset'));
		for (const size of [5, 30, 200, whole.length - 3]) {
			const status = nft('', whole.slice(0, size));
			assert.strictEqual(status.forward_rules, null);
			assert.strictEqual(status.unknown.forward_rules!.code, size === 5 ? 'garbled' : 'truncated', `${size}`);
		}
	});

	QUnit.test('something else than the chain is no chain without rules', (assert) => {
		for (const output of ['', 'hello\n']) {
			const status = nft('', output);
			assert.deepEqual([status.forward_rules, status.unknown.forward_rules!.code], [null, 'garbled']);
		}
	});
});

QUnit.module('backend > whether the firewall is loaded', () => {
	QUnit.test('no table: it is not, and there are no rules', (assert) => {
		const status = nft('', ABSENT);
		assert.deepEqual([status.firewall_loaded, status.forward_rules], [false, []]);
		assert.notOk(status.unknown.forward_rules);
	});

	QUnit.test('table without the chain: it is, somehow', (assert) => {
		assert.deepEqual(nft('table inet fw4 {\n}\n', ABSENT).firewall_loaded, true);
	});

	QUnit.test('nft that fails otherwise says nothing about it', (assert) => {
		const status = nft('', {
			code: 1,
			output: '\nnetlink: Error: cache initialization failed: Invalid argument\n',
		});
		assert.deepEqual([status.firewall_loaded, status.forward_rules], [null, null]);
		assert.deepEqual(status.unknown.forward_rules, {
			code: 'failed',
			text: `${FORWARD}: exit 1: netlink: Error: cache initialization failed: Invalid argument`,
		});
	});
});

QUnit.module('backend > nft that cannot be asked', () => {
	const reasonOf = (parts: Parts) => {
		const status = statusOf(parts);
		if (status.flowtables !== null || status.forward_rules !== null || status.firewall_loaded !== null)
			throw new Error('something is known');
		return status.unknown.flowtables!;
	};
	const both = (code: number, output: string) => ({
		commands: { [FLOWTABLES]: { code, output }, [FORWARD]: { code, output } },
	});

	QUnit.test('missing', (assert) => {
		assert.deepEqual(reasonOf({}), { code: 'missing', text: FLOWTABLES });
	});

	QUnit.test('not executable, not permitted', (assert) => {
		assert.strictEqual(reasonOf(both(126, 'sh: nft: Permission denied\n')).code, 'denied');
		const refused =
			'Operation not permitted (you must be root)\nnetlink: Error: cache initialization failed\n';
		assert.deepEqual(reasonOf(both(1, refused)), {
			code: 'denied',
			text: `${FLOWTABLES}: exit 1: Operation not permitted (you must be root)`,
		});
	});

	QUnit.test('killed by the time limit, killed otherwise', (assert) => {
		assert.deepEqual(reasonOf(both(137, '')), { code: 'timeout', text: FLOWTABLES });
		assert.strictEqual(reasonOf(both(-9, '')).code, 'failed');
	});

	QUnit.test('output of a failed command is not believed', (assert) => {
		assert.strictEqual(reasonOf(both(1, recordedText('openwrt/sw.nft-flowtables'))).code, 'failed');
	});
});
