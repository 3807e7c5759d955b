/** `nft-offload status`: what people paste into a forum, and what scripts get. */
import '../../model/luci-globals.ts';
import { fileURLToPath } from 'node:url';
import QUnit from 'qunit';
import type { ResultEnvironment, StoredResult } from '../../../../src/rpc/types/index.ts';
import type { Summary } from '../../../../src/rpc/types/summary.ts';
import { HostError } from '../../../../tools/ucode/host.ts';
import { runProgram } from '../../../../tools/ucode/load.ts';
import { result } from '../../model/memory-cases.ts';
import { FLOWTABLES, FORWARD, partsOf, readCase } from '../support/cases.ts';
import { hostWith, type Parts, SEARCH_PATH } from '../support/host.ts';

const PROGRAM = fileURLToPath(new URL('../../../../root/usr/bin/nft-offload', import.meta.url));
const RESULTS = '/etc/nft-offload/results.json';
const FIREWALL = '/etc/config/firewall';

function run(parts: Parts, ...args: string[]) {
	const { code, stdout, stderr } = runProgram(PROGRAM, {
		host: hostWith(parts),
		args,
		searchPath: SEARCH_PATH,
	});
	const text = new TextDecoder('utf-8', { fatal: true }).decode(stdout);
	return { code, lines: text.trimEnd().split('\n'), text, stderr };
}

/** What it prints behind the name of a check. */
function said(parts: Parts, name: string): string[] {
	const { lines } = run(parts, 'status');
	return lines.filter((line) => line.startsWith(`${name}: `)).map((line) => line.slice(name.length + 2));
}

const entry = (port: number, mark: string) =>
	`ipv4     2 tcp      6 ESTABLISHED src=192.168.1.2 dst=203.0.113.2 sport=${port} dport=443 packets=1 bytes=40 \
src=203.0.113.2 dst=198.51.100.4 sport=443 dport=${port} packets=1 bytes=60 ${mark} mark=0 zone=0 use=3\n`;

/** The connection table: so many entries of each kind. */
const table = (software: number, hardware = 0) => ({
	'/proc/net/nf_conntrack': [
		...Array.from({ length: software }, (_, at) => entry(at + 1, '[OFFLOAD]')),
		...Array.from({ length: hardware }, (_, at) => entry(at + 1001, '[HW_OFFLOAD]')),
		entry(5000, '[ASSURED]'),
	].join(''),
	'/proc/sys/net/netfilter/nf_conntrack_count': '310\n',
});

/** What the routers of the cases tell of themselves. */
const HERE: ResultEnvironment = {
	release: 'OpenWrt 24.10.2 r28739-d9340319c6',
	kernel: '6.6.93',
	firewall4: null,
	devices: null,
	line: null,
};
const SYSTEM = {
	'/etc/openwrt_release': `DISTRIB_DESCRIPTION='${HERE.release}'\n`,
	'/proc/sys/kernel/osrelease': '6.6.93\n',
};
const kept = (...results: StoredResult[]) => ({
	[RESULTS]: JSON.stringify({ version: 1, results: [...results].reverse() }).replace('\x9b', '\\u009b'),
});
const good = (environment: Partial<ResultEnvironment> = {}, changes: Partial<StoredResult> = {}) =>
	result({ ...HERE, ...environment }, changes);

/** A router of test/data/cases with further files. */
function router(name: string, ...files: Array<Record<string, string | HostError>>): Parts {
	const parts = partsOf(readCase(name));
	return { ...parts, files: Object.assign({}, parts.files, SYSTEM, ...files) };
}
/** Its lines are all covered. */
const covered = (...files: Array<Record<string, string | HostError>>) =>
	router('15-pppoe-with-wan_6', ...files);

function withFirewall(parts: Parts, change: (text: string) => string): Parts {
	const text = change(parts.files![FIREWALL] as string);
	return { ...parts, files: { ...parts.files, [FIREWALL]: text } };
}
const off = (parts: Parts) =>
	withFirewall(parts, (text) => text.replace(/option flow_offloading '1'/, "option flow_offloading '0'"));
const unloaded = (parts: Parts): Parts => ({
	...parts,
	commands: {
		[FLOWTABLES]: { output: 'table inet fw4 {\n}\n' },
		[FORWARD]: { output: 'table inet fw4 {\n\tchain forward {\n\t}\n}\n' },
	},
});

QUnit.module('backend > nft-offload status', () => {
	QUnit.test('a router on which it works: a short line for each check', (assert) => {
		const { code, lines, stderr } = run(covered(table(40, 2), kept(good())), 'status');
		assert.deepEqual(lines, [
			'Enabled: software',
			'Loaded: software, flowtable devices: br-lan, pppoe-wan, wan.7',
			'Covered: every line',
			'In use: 42 connections offloaded (software 40, hardware 2) of 310',
			'Last good result: 98 % bypassed the firewall on OpenWrt 24.10.2, 2026-10-03',
		]);
		assert.deepEqual([code, stderr], [0, '']);
		for (const line of lines) assert.true(line.length <= 79, line);
	});

	QUnit.test('it is what the program does without a command', (assert) => {
		const parts = covered(table(1));
		assert.deepEqual(run(parts), run(parts, 'status'));
		assert.deepEqual(run(parts, '--json'), run(parts, 'status', '--json'));
	});

	QUnit.test('downloads that go through the firewall', (assert) => {
		const { code, lines } = run(router('01-pppoe-over-vlan-software', table(40)), 'status');
		assert.deepEqual(lines.slice(2), [
			'Not covered: wan (pppoe-wan): downloads go through the firewall',
			'In use: 40 connections offloaded (software 40, hardware 0) of 310',
			'Last good result: none',
		]);
		assert.strictEqual(code, 0, 'uploads are offloaded');
	});

	QUnit.test('zero is not unknown', (assert) => {
		const unread = { '/proc/net/nf_conntrack': new HostError('EACCES') };
		assert.deepEqual(said(covered(table(0)), 'In use'), ['none right now']);
		assert.deepEqual(said(covered(table(1)), 'In use'), [
			'1 connection offloaded (software 1, hardware 0) of 310',
		]);
		assert.deepEqual(said(covered(unread), 'In use'), [
			'unknown (/proc/net/nf_conntrack: Permission denied)',
		]);
		assert.strictEqual(run(covered(table(0))).code, 2);
		const garbled = { '/proc/net/nf_conntrack': `${entry(1, '[OFFLOAD]').repeat(9)}garbled [OFFLOAD]\n` };
		assert.true(said(covered(garbled), 'In use')[0]?.startsWith('unknown ('), 'not all could be read');
	});

	QUnit.test('enabled and not loaded; off; off and still loaded', (assert) => {
		const { code, lines } = run(unloaded(covered(table(0))), 'status');
		assert.deepEqual(lines.slice(0, 6), [
			'Enabled: software',
			'Loaded: no',
			'  The firewall has not loaded this setting: it has not been reloaded since, or',
			'  the kernel rejected its rules.',
			'Not covered: lan (br-lan): uploads go through the firewall',
			'Not covered: wan (pppoe-wan): downloads go through the firewall',
		]);
		assert.strictEqual(code, 1);
		const disabled = run(unloaded(off(covered(table(0), kept(good())))), 'status');
		assert.strictEqual(disabled.lines[0], 'Enabled: off');
		assert.strictEqual(disabled.code, 3);
		assert.true(disabled.lines[5]?.startsWith('Last good result: 98 % '), disabled.lines[5]);
		const left = run(off(covered(table(3))), 'status');
		assert.deepEqual(
			[left.code, left.lines[0], left.lines[3]?.slice(0, 16)],
			[3, 'Enabled: off', 'Loaded: software']
		);
		assert.true(left.lines[1]?.startsWith('  Offloading is disabled, but the kernel still offloads'));
	});

	QUnit.test('an option in the wrong section', (assert) => {
		const network = { '/etc/config/network': "config globals 'globals'\n\toption flow_offloading '1'\n" };
		const parts = unloaded(off(covered(table(0), network)));
		assert.deepEqual(run(parts, 'status').lines.slice(0, 4), [
			'Enabled: off',
			'  The option is set in the wrong place (network.globals), where it has no',
			'  effect.',
			'Loaded: no',
		]);
		const { finding }: Summary = JSON.parse(run(parts, '--json').text);
		assert.deepEqual(finding, { id: 'misplaced', sections: ['network.globals'] });
	});

	QUnit.test('without a line to the Internet, coverage is unknown', (assert) => {
		const parts = covered(table(0));
		const down = partsOf(readCase('15-pppoe-with-wan_6')).ubus!('network.interface', 'dump') as {
			interface: Array<{ route: object[] }>;
		};
		const ubus = () => ({ interface: down.interface.map((network) => ({ ...network, route: [] })) });
		assert.deepEqual(said({ ...parts, ubus }, 'Covered'), ['unknown (no network has a default route)']);
	});

	QUnit.test('marks prove nothing where no network is covered', (assert) => {
		const parts = covered(table(40));
		const output = 'table inet fw4 {\n\tflowtable ft {\n\t\tdevices = { eth9 }\n\t}\n}\n';
		const { code, lines } = run({ ...parts, commands: { ...parts.commands, [FLOWTABLES]: { output } } });
		assert.deepEqual(lines.slice(2, 4), [
			'Not covered: lan (br-lan): uploads go through the firewall',
			'Not covered: wan (pppoe-wan): downloads go through the firewall',
		]);
		assert.strictEqual(code, 1);
	});

	QUnit.test('on a router that has nothing, everything is unknown, and nothing crashes', (assert) => {
		const { code, lines, stderr } = run({}, 'status');
		assert.deepEqual(
			lines.map((line) => line.replace(/\(.+\)$/, '(...)')),
			[
				'Enabled: unknown (...)',
				'Loaded: unknown (...)',
				'Covered: unknown (...)',
				'In use: unknown (...)',
				'Last good result: none',
			]
		);
		assert.deepEqual([code, stderr], [2, '']);
		const facts: Summary = JSON.parse(run({}, '--json').text);
		for (const name of ['requested', 'loaded', 'devices', 'not_covered', 'offloaded'] as const)
			assert.strictEqual(facts[name], null, name);
		for (const name of ['requested', 'loaded', 'covered', 'offloaded'] as const)
			assert.true(facts.unknown[name]!.text !== '', name);
		assert.strictEqual(facts.unknown.recall, null);
	});

	QUnit.test('a flowtable of another program is told', (assert) => {
		const { code, lines } = run(router('07-zapret-offloads-itself', table(3)), 'status');
		assert.deepEqual(lines.slice(0, 3), [
			'Enabled: off',
			'Loaded: no, but there is: inet zapret ft',
			'Covered: every line',
		]);
		assert.strictEqual(code, 3);
	});

	QUnit.test('results that cannot be read are unknown', (assert) => {
		const [text] = said(covered(table(1), { [RESULTS]: '{' }), 'Last good result');
		assert.strictEqual(text, `unknown (${RESULTS}: not JSON)`);
	});

	QUnit.test('what has changed since it last worked', (assert) => {
		const result = good({ release: 'OpenWrt 23.05.5 r1-a', devices: ['br-lan', 'wlan1'] });
		const { code, lines } = run(covered(table(0), kept(result)), 'status');
		assert.deepEqual(lines.slice(4), [
			'Last good result: 98 % bypassed the firewall on OpenWrt 23.05.5, 2026-10-03',
			'The firmware has changed since: measure again.',
			'wlan1 was in the flowtable then, and is not now.',
		]);
		assert.strictEqual(code, 2);
		const unknown = good({ release: null }, { time: 0 });
		assert.deepEqual(said(covered(table(0), kept(unknown)), 'Last good result'), [
			'98 % bypassed the firewall',
		]);
	});

	QUnit.test('a result of this environment decides over marks', (assert) => {
		const bad = good({}, { slow_bytes: 97e6, time: Date.UTC(2026, 9, 5) / 1000 });
		assert.strictEqual(run(covered(table(0), kept(good()))).code, 0);
		const { code, lines } = run(covered(table(40), kept(bad, good())), 'status');
		assert.strictEqual(code, 2);
		assert.deepEqual(lines.slice(5), [
			'Measured since: 3 % bypassed the firewall on OpenWrt 24.10.2, 2026-10-05',
		]);
		assert.strictEqual(run(covered(table(40), kept(good(), bad))).code, 0, 'it was before');
		const hardware = withFirewall(covered(table(0), kept(good({}, { mode: 'hardware' }))), (text) =>
			text.replace(/(option flow_offloading) '1'/, "$1 '1'\n\toption flow_offloading_hw '1'")
		);
		assert.strictEqual(run(hardware).code, 2, 'it worked in hardware, and software is loaded');
	});

	QUnit.test('control characters of files and names never reach the terminal', (assert) => {
		const result = good({ release: 'Evil\x1b[31m\x07\u009b31m v1', devices: ['wlan\x1b[2J'] });
		for (const args of [['status'], ['status', '--json'], ['results'], ['results', '--json']]) {
			const { text } = run(covered(table(0), kept(result)), ...args);
			assert.true(text.includes('Evil [31m'), text);
			// biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
			assert.false(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/.test(text), JSON.stringify(text));
		}
	});

	QUnit.test('--json tells the same facts', (assert) => {
		const debugfs = { '/sys/kernel/debug/sleep_time': '' };
		const parts = router('01-pppoe-over-vlan-software', table(40, 2), kept(good()), debugfs);
		const { text, code } = run(parts, '--json');
		const { unknown, ...facts }: Summary = JSON.parse(text);
		const wan = { network: 'wan', device: 'pppoe-wan', direction: 'download', fast: false } as const;
		assert.deepEqual(facts, {
			requested: 'software',
			loaded: 'software',
			devices: ['br-lan', 'wan.7'],
			flowtables: ['inet fw4 ft'],
			lanes: [{ network: 'lan', device: 'br-lan', direction: 'upload', fast: true }, wan],
			not_covered: [wan],
			offloaded: { software: 40, hardware: 2, tracked: 310 },
			recall: { good: good(), changes: [], bad: null },
			finding: null,
			engines: [],
			conflicts: [],
			line: { devices: ['wan'], compared: { devices: ['wan'], families: ['ipv4', 'ipv6'] } },
			exit: code as 0,
		});
		assert.deepEqual([...new Set(Object.values(unknown))], [null]);
	});
});
