/**
 * Every input of the readings with every kind of damage: netifd's reply with each node of another type, options of UCI with other
 * values, texts of nft and of the kernel, and netlink that is cut or overwritten. Each reading still answers, in its wire types,
 * and gives a reason for what it does not know.
 */

import QUnit from 'qunit';
import { type Host, HostError } from '../../../tools/ucode/host.ts';
import { loadModule } from '../../../tools/ucode/load.ts';
import { netstatText, statText } from '../../emulator/kernel/activity.ts';
import { extraFiles } from '../../emulator/kernel/extras.ts';
import { FIRST_FIRMWARE, systemFiles } from '../../emulator/kernel/system-files.ts';
import { SCENARIOS, type Scenario } from '../../emulator/scenarios.ts';
import { hostWith, type Parts, SEARCH_PATH } from './support/host.ts';
import { concat, done, entriesOf, recorded, recordedText } from './support/kernel.ts';
import { damagedBytes, damagedTexts, type Json, swappedNodes, swappedOptions } from './support/mutations.ts';
import { faultOfReply, type Reading } from './support/wire-types.ts';
import { OFFLOAD } from './system/engine-samples.ts';

/** More damaged inputs than this are tried. */
const ENOUGH = 20_000;
const NETLINK_ROUTE = 0;
/** RTM_GETQDISC of Linux include/uapi/linux/rtnetlink.h. */
const GET_QDISCS = 38;
const typeOf = (request: Uint8Array) => new DataView(request.buffer, request.byteOffset).getUint16(4, true);
const TABLE = '/proc/net/nf_conntrack';
const FLOWTABLES = 'nft --terse list flowtables';
const FORWARD = 'nft --terse list chain inet fw4 forward';
const RULESET = 'nft --terse list ruleset';
const extras = (Object.values(SCENARIOS) as Scenario[]).flatMap((scenario) => scenario.extras ?? []);

/** /etc/config of the recordings, and of the emulator's scenarios. */
const CONFIGS: Record<string, string> = {
	...Object.assign({}, ...extras.map(({ configs }) => configs ?? {})),
	firewall: recordedText('openwrt/sw.uci-firewall'),
	network: recordedText('router/network.uci'),
	wireless: "config wifi-iface 'a'\n\toption ssid 'x'\n\toption ieee80211r '1'\n\toption disabled '0'\n",
};
const carried = {
	upload: 1e6,
	download: 1e7,
	own: 1e5,
	slow: 1e5,
	slowDownload: 9e4,
	software: 1e6,
	hardware: { upload: 0, download: 0 },
};
const readings = {
	bootId: () => 'boot-1',
	count: () => 67,
	table: () => recordedText('conntrack/mixed6.nf_conntrack'),
	netDev: () => recordedText('conntrack/mixed.proc-net-dev'),
	netstat: () => netstatText(carried),
	stat: () => statText(carried, 100_000),
};
const system = {
	...systemFiles({ module: true, hardware: 'accepts_flag' }, 'ethernet', FIRST_FIRMWARE, readings),
	...Object.assign({}, ...extras.map(extraFiles)),
	...Object.fromEntries(Object.entries(CONFIGS).map(([name, text]) => [`/etc/config/${name}`, text])),
	'/tmp/.uci/firewall': "firewall.@defaults[0].flow_offloading='0'\n",
	'/sys/module/mt7915e/parameters/wed_enable': 'Y\n',
	'/sys/kernel/debug/ppe0/bind': '00001 BND IPv4 5T orig=192.168.1.2:1->203.0.113.1:2\n',
	'/sys/kernel/debug/3a000000.ppe/offload': OFFLOAD,
	'/sys/kernel/debug/wed0/txinfo': '======== WED TX:\n',
};
const files: Record<string, string | Uint8Array> = Object.fromEntries(
	Object.entries(system).map(([path, content]) => [
		path,
		typeof content === 'function' ? content() : content!,
	])
);
const text = recordedText('openwrt/sw.nft-ruleset');
/** The first entries of a recorded dump, and its end: what takes long is not what is damaged. */
const firstOf = (name: string, count: number) => concat(...entriesOf(recorded(name)).slice(0, count), done());
const ruleset = text + recordedText('environment/programs.nft-ruleset');
const forward = `table inet fw4 {\n${/^\tchain forward \{[\s\S]*?^\t\}\n/m.exec(text)![0]}}\n`;
const sound = {
	files,
	commands: {
		[FLOWTABLES]: { output: recordedText('openwrt/sw.nft-flowtables') },
		[FORWARD]: { output: forward },
		[RULESET]: { output: forward },
	} as Record<string, { output: string }>,
	offloaded: firstOf('conntrack/mixed6.ctnetlink-offload.bin', 6),
	entries: firstOf('conntrack/mixed6.ctnetlink.bin', 12),
	qdiscs: recorded('environment/qdiscs.bin'),
	networks: JSON.parse(recordedText('router/network-interface-dump.json')) as Json,
};

/** What the host gives now; whoever damages it puts it back. */
const now = { ...sound };
const parts: Parts = {
	get files() {
		return now.files;
	},
	get commands() {
		return now.commands;
	},
	netlink: (request, protocol) => {
		if (protocol === NETLINK_ROUTE) return [typeOf(request) === GET_QDISCS ? now.qdiscs : done()];
		return [request.length > 20 ? now.offloaded : now.entries];
	},
	ubus: () => now.networks,
};
/** Names by folder: no path comes or goes. */
const folders: Record<string, string[]> = {};
for (const path of Object.keys(files)) {
	const names = path.split('/');
	for (let depth = 1; depth < names.length; depth++) {
		folders[names.slice(0, depth).join('/')] ??= [];
		const inside = folders[names.slice(0, depth).join('/')]!;
		if (!inside.includes(names[depth]!)) inside.push(names[depth]!);
	}
}
const host: Host = {
	...hostWith(parts),
	listFolder: (path) => {
		if (!folders[path]) throw new HostError('ENOENT');
		return folders[path];
	},
};
const options = { host, searchPath: SEARCH_PATH };
const load = <T>(name: string) => loadModule<T>(`nft-offload.${name}`, options);
const { reply_text } = load<{ reply_text(reply: object): string }>('lib.reply');
const status = load<{ read_status(withEngineLists: boolean): object }>('methods.status');
const methods: Record<Reading, () => object> = {
	status: () => status.read_status(true),
	environment: load<{ read_environment(): object }>('methods.environment').read_environment,
	counters: () => counters.read_counters(true),
	connections: () => connections.read_connections({ limit: 20 }),
};
const counters = load<{ read_counters(bytes: boolean): object }>('methods.counters');
const connections = load<{ read_connections(query: object): object }>('methods.connections');

let tried = 0;
const faults: string[] = [];

/** Asks a method, and notes what is wrong with its reply. */
function ask(method: Reading, what: string): void {
	tried++;
	try {
		const found = faultOfReply(method, reply_text({ ok: true, ...methods[method]() }));
		if (found) faults.push(`${what}: ${found}`);
	} catch (error) {
		faults.push(`${what}: ${method} throws ${error}`);
	}
}

/** Asks methods about each of many values of one input. */
function askAll<K extends keyof typeof now>(
	part: K,
	values: Iterable<(typeof now)[K]>,
	what: string,
	...asked: Reading[]
) {
	let at = 0;
	for (const value of values) {
		now[part] = value;
		for (const method of asked) ask(method, `${what}, mutation ${at}`);
		at++;
	}
	now[part] = sound[part];
}

function* inFile(path: string, texts: Iterable<string | Uint8Array>) {
	for (const changed of texts) yield { ...sound.files, [path]: changed };
}

function* inCommand(line: string, texts: Iterable<string>) {
	for (const output of texts) yield { ...sound.commands, [line]: { output } };
}

function assertSound(assert: Assert): void {
	assert.deepEqual(faults.slice(0, 5), [], `${faults.length} of ${tried} replies`);
	faults.length = 0;
}

QUnit.module('backend > damaged inputs', () => {
	QUnit.test('without damage every part is known', (assert) => {
		for (const method of Object.keys(methods) as Reading[]) {
			const reply = JSON.parse(reply_text({ ok: true, ...methods[method]() }));
			assert.deepEqual(Object.keys(reply.unknown), [], JSON.stringify(reply.unknown));
			ask(method, 'sound');
		}
		assertSound(assert);
	});

	QUnit.test('netifd: every node of another type', (assert) => {
		askAll('networks', swappedNodes(sound.networks), 'ubus', 'status');
		assertSound(assert);
	});

	QUnit.test('UCI: every option of another value, and texts that are damaged', (assert) => {
		for (const [name, config] of Object.entries(CONFIGS)) {
			const path = `/etc/config/${name}`;
			const asked: Reading[] = name === 'firewall' ? ['status', 'environment'] : ['environment'];
			askAll('files', inFile(path, swappedOptions(name, config)), path, ...asked);
			askAll('files', inFile(path, damagedTexts(config, 40)), path, ...asked);
		}
		const path = '/tmp/.uci/firewall';
		askAll('files', inFile(path, damagedTexts(files[path] as string, 100)), path, 'status');
		assertSound(assert);
	});

	QUnit.test('nft: texts that are cut, doubled or hold garbage', (assert) => {
		for (const line of [FLOWTABLES, FORWARD])
			askAll('commands', inCommand(line, damagedTexts(sound.commands[line]!.output, 150)), line, 'status');
		askAll('commands', inCommand(RULESET, damagedTexts(ruleset, 60)), RULESET, 'environment');
		assertSound(assert);
	});

	QUnit.test('netlink: cut at many places, and bytes overwritten', (assert) => {
		askAll('offloaded', damagedBytes(sound.offloaded, 900), 'ctnetlink', 'counters');
		askAll('entries', damagedBytes(sound.entries, 150), 'ctnetlink', 'connections');
		askAll('offloaded', damagedBytes(sound.entries, 150), 'ctnetlink, slow', 'status');
		askAll('qdiscs', damagedBytes(sound.qdiscs, 100), 'rtnetlink', 'environment');
		assertSound(assert);
	});

	QUnit.test('the kernel: texts that are cut, doubled or hold garbage', (assert) => {
		const read: Record<string, Reading[]> = {
			'/proc/net/dev': ['counters'],
			'/proc/net/netstat': ['counters'],
			'/proc/net/snmp6': ['counters'],
			'/proc/stat': ['counters'],
			'/proc/sys/net/netfilter/nf_conntrack_count': ['counters'],
			'/proc/sys/net/netfilter/nf_conntrack_max': ['counters', 'status'],
			'/proc/sys/net/netfilter/nf_conntrack_acct': ['status'],
			'/proc/sys/net/netfilter/nf_conntrack_tcp_timeout_established': ['status'],
			'/sys/kernel/debug/ppe0/bind': ['counters', 'status'],
			'/sys/kernel/debug/3a000000.ppe/offload': ['counters', 'status'],
			'/sys/kernel/debug/wed0/txinfo': ['environment'],
			'/proc/net/route': ['connections'],
			'/proc/net/ipv6_route': ['connections'],
			'/proc/net/fib_trie': ['connections', 'status'],
			'/proc/net/if_inet6': ['connections'],
			'/etc/openwrt_release': ['status'],
			'/lib/apk/db/installed': ['status'],
			'/proc/sys/kernel/osrelease': ['status'],
			'/sys/class/net/eth0/device/uevent': ['status'],
			'/sys/class/net/eth1/ifindex': ['environment'],
			'/sys/module/mt7915e/parameters/wed_enable': ['environment'],
		};
		for (const [path, asked] of Object.entries(read))
			askAll('files', inFile(path, damagedTexts(String(files[path]), 100)), path, ...asked);
		now.offloaded = new Uint8Array(20);
		now.entries = new Uint8Array(20);
		askAll('files', inFile(TABLE, damagedTexts(String(files[TABLE]), 300)), TABLE, 'counters', 'connections');
		Object.assign(now, sound);
		assertSound(assert);
	});

	QUnit.test(`more than ${ENOUGH.toLocaleString('en')} damaged inputs were tried`, (assert) => {
		assert.ok(tried > ENOUGH, `${tried}`);
	});
});
