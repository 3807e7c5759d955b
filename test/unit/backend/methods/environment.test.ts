import QUnit from 'qunit';
import type { Environment } from '../../../../src/rpc/types/index.ts';
import { HostError } from '../../../../tools/ucode/host.ts';
import { callText, factsOf, type Parts } from '../support/host.ts';
import { concat, done, recorded, recordedText, refusal } from '../support/kernel.ts';

const LIST = 'nft --terse list ruleset';
const BARE: NonNullable<Parts['files']> = {
	'/etc/init.d/boot': '',
	'/etc/rc.d/S19firewall': '',
	'/proc/1/comm': 'procd\n',
	'/sys/class/net/lo/ifindex': '1\n',
	'/sys/module/nf_conntrack/refcnt': '9\n',
};
const NOTHING: Parts = { files: BARE, commands: { [LIST]: { output: '' } }, netlink: () => [done()] };

function facts(files: Parts['files'] = {}, others: Parts = {}): Environment {
	return factsOf({ ...NOTHING, ...others, files: { ...BARE, ...files } });
}

const chainsOf = (output: string) => {
	const { statements } = facts({}, { commands: { [LIST]: { output } } });
	return statements!.map(({ family, table, chain, hook, kinds }) =>
		[family, table, chain, hook, ...kinds].join(' ')
	);
};

QUnit.module('backend > facts', () => {
	QUnit.test('a router with nothing but its own packages', (assert) => {
		const { monotonic_ms, ...rest } = facts();
		assert.strictEqual(typeof monotonic_ms, 'number');
		const expected = {
			ok: true,
			firewall_enabled: true,
			services: [],
			processes: [],
			qdiscs: [],
			statements: [],
			tables: [],
			firewall_rules: { time: 0, dscp: 0, mark: 0 },
			misplaced: {
				globals_flow_offloading: false,
				globals_flow_offloading_hw: false,
				in_ignored_defaults: false,
			},
			fullcone: false,
			sqm: [],
			sqm_in_hardware: [],
			qosmate: false,
			mwan3: 0,
			pbr: false,
			packet_steering: false,
			vlan_bridges: [],
			fast_roaming: 0,
			bridged_access_points: 0,
			wed: 'absent',
			wed_attached: false,
			npu: 'absent',
			helpers: [],
			unknown: {},
		};
		assert.deepEqual(rest as object, expected);
	});

	QUnit.test('where nothing can be read, nothing is claimed', (assert) => {
		const nothing = factsOf({});
		assert.deepEqual(Object.keys(nothing.unknown), [
			'firewall_enabled',
			'services',
			'processes',
			'qdiscs',
			'statements',
			'tables',
			'bridged_access_points',
			'helpers',
		]);
		for (const name of Object.keys(nothing.unknown) as Array<keyof Environment['unknown']>)
			assert.strictEqual(nothing[name], null, name);
	});

	QUnit.test('services: installed, started at boot, or only named alike', (assert) => {
		const found = facts({
			'/etc/init.d/sqm': '',
			'/etc/init.d/nft-qos': '',
			'/etc/init.d/mwan3': '',
			'/etc/init.d/sqm-other': '',
			'/etc/rc.d/S50sqm': '',
			'/etc/rc.d/K50nft-qos': '',
			'/etc/rc.d/S50xmwan3': '',
			'/etc/rc.d/S50pbr': '',
		});
		assert.deepEqual(found.services, [
			{ name: 'sqm', enabled: true },
			{ name: 'nft-qos', enabled: false },
			{ name: 'mwan3', enabled: false },
		]);
		assert.strictEqual(factsOf({ files: { '/etc/rc.d/S50sqm': '' } }).firewall_enabled, false);
	});

	QUnit.test('processes: each of the list once, whatever else runs and ends', (assert) => {
		const found = facts({
			'/proc/20/comm': 'nfqws\n',
			'/proc/21/comm': 'nfqws\n',
			'/proc/22/comm': 'nfqws-not\n',
			'/proc/23/comm': new HostError('ESRCH'),
			'/proc/24/comm': 'constructor\n',
			'/proc/self/comm': 'snort\n',
			'/proc/2400/comm': 'librespeed-cli\n',
		});
		assert.deepEqual(found.processes, ['nfqws', 'librespeed-cli']);
	});

	QUnit.test('Wi-Fi devices of one bridge, WED, helpers', (assert) => {
		const net = '/sys/class/net';
		const found = facts({
			[`${net}/br-lan/brif/phy0-ap0/state`]: '',
			[`${net}/br-lan/brif/phy1-ap0/state`]: '',
			[`${net}/br-lan/brif/lan1/state`]: '',
			[`${net}/br-guest/brif/phy0-ap1/state`]: '',
			[`${net}/phy0-ap0/phy80211`]: null,
			[`${net}/phy0-ap1/phy80211`]: null,
			[`${net}/phy1-ap0/phy80211`]: null,
			'/sys/module/mt7915e/parameters/wed_enable': 'Y\n',
			'/sys/module/nf_conntrack_sip/refcnt': '',
			'/sys/module/nf_conntrack_netlink/refcnt': '',
		});
		assert.deepEqual([found.bridged_access_points, found.wed, found.helpers], [2, 'on', ['sip']]);
		const wed = (content: string | HostError) =>
			facts({ '/sys/module/mt7915e/parameters/wed_enable': content });
		assert.strictEqual(wed('N\n').wed, 'off');
		const denied = wed(new HostError('EACCES'));
		assert.deepEqual([denied.wed, denied.unknown.wed?.code], [null, 'denied']);
	});

	QUnit.test('a Wi-Fi card is attached to WED, is not, or nobody can tell', (assert) => {
		const DEBUG = '/sys/kernel/debug';
		const attached = (files: Parts['files'], on = 'Y') =>
			facts({ '/sys/module/mt7996e/parameters/wed_enable': `${on}\n`, ...files });
		const registers = '======== WED TX:\nWED_TX_MIB(0)                    00000000\n';
		const read = (...texts: Array<string | HostError>) =>
			attached(Object.fromEntries(texts.map((text, at) => [`${DEBUG}/wed${at}/txinfo`, text])));
		assert.true(read(registers).wed_attached);
		assert.true(read('', registers).wed_attached, 'the second one');
		assert.false(read('', '').wed_attached);
		assert.false(attached({ [`${DEBUG}/ppe0/bind`]: '' }).wed_attached, 'a chip without WED');
		assert.false(attached({}, 'N').wed_attached, 'off');
		const denied = read(new HostError('EACCES'));
		assert.deepEqual([denied.wed_attached, denied.unknown.wed_attached?.code], [null, 'denied']);
		const none = attached({});
		assert.deepEqual([none.wed_attached, none.unknown.wed_attached?.code], [null, 'missing']);
	});

	QUnit.test('the network processor of Airoha', (assert) => {
		const NPU = '/sys/bus/platform/drivers/airoha-npu';
		const FIRMWARE = '/lib/firmware/airoha';
		const npu = (...paths: string[]) => facts(Object.fromEntries(paths.map((path) => [path, '']))).npu;
		assert.strictEqual(npu(), 'absent');
		assert.strictEqual(npu(`${NPU}/bind`, `${NPU}/1e900000.npu/uevent`), 'running');
		assert.strictEqual(npu(`${NPU}/bind`), 'no_firmware');
		assert.strictEqual(npu(`${NPU}/bind`, `${FIRMWARE}/EthMD32.dm.bin`), 'no_firmware');
		assert.strictEqual(npu(`${NPU}/bind`, FIRMWARE, `${FIRMWARE}/en7581_npu_rv32.bin`), 'stopped');
	});
});

QUnit.module('backend > facts > options', () => {
	const SET: Parts['files'] = {
		'/etc/config/firewall': `config defaults
config defaults
	option flow_offloading_hw '0'
config zone
	option fullcone4 '1'
config rule
	option target 'DSCP'
	option weekdays 'Mon'
config rule
	option target 'MARK'
	option enabled '0'
config redirect
	option start_time '20:00'
`,
		'/etc/config/network': `config globals 'globals'
	option flow_offloading 'on'
	option packet_steering '2'
config device
	option name 'br-lan'
	option vlan_filtering '1'
config device
	option name 'br-guest'
config bridge-vlan
	option device 'br-lan'
config bridge-vlan
	option device 'br0'
config interface 'wan'
	option password 'not-for-anybody'
`,
		'/etc/config/wireless': `config wifi-iface
	option ieee80211r '1'
	option key 'not-for-anybody'
config wifi-iface
	option ieee80211r '1'
	option disabled '1'
`,
		'/etc/config/sqm': `config queue 'wan'
	option enabled '1'
	option interface '<img src=x onerror=alert(1)>'
	option script 'piece_of_cake.qos'
config queue
	option enabled '1'
	option interface 'wan2'
	option script 'hw_ppe.qos'
config queue
	option enabled '0'
	option interface 'lan'
	option script 'hw_ppe.qos'
`,
		'/etc/config/mwan3': `config interface 'a'
	option enabled '1'
config interface 'b'
	option enabled '1'
config interface 'c'
`,
		'/etc/config/qosmate': "config global 'global'\n\toption enabled '1'\n",
		'/etc/config/pbr': "config pbr 'config'\n\toption enabled '1'\n",
	};

	QUnit.test('each option that a rule needs, and no secret', (assert) => {
		const text = callText(['call', 'environment'], { ...NOTHING, files: { ...BARE, ...SET } });
		const found = JSON.parse(text) as Environment;
		assert.deepEqual(found.unknown, {});
		assert.deepEqual(found.firewall_rules, { time: 2, dscp: 1, mark: 0 });
		assert.deepEqual(found.misplaced, {
			globals_flow_offloading: true,
			globals_flow_offloading_hw: false,
			in_ignored_defaults: true,
		});
		assert.deepEqual([found.fullcone, found.qosmate, found.pbr, found.packet_steering], Array(4).fill(true));
		assert.deepEqual([found.mwan3, found.fast_roaming], [2, 1]);
		assert.deepEqual(found.vlan_bridges, ['br-lan', 'br0']);
		assert.deepEqual(found.sqm, ['<img src=x onerror=alert(1)>', 'wan2']);
		assert.deepEqual(found.sqm_in_hardware, ['wan2']);
		assert.notOk(text.includes('not-for-anybody'));
	});

	QUnit.test('a file that is no UCI makes its own facts unknown and no others', (assert) => {
		const found = facts({ ...SET, '/etc/config/network': "config globals 'g" });
		assert.deepEqual(Object.keys(found.unknown).sort(), ['misplaced', 'packet_steering', 'vlan_bridges']);
		assert.deepEqual([found.misplaced, found.packet_steering, found.vlan_bridges], [null, null, null]);
		assert.strictEqual(found.unknown.misplaced!.code, 'garbled');
		assert.strictEqual(found.fullcone, true);
	});

	QUnit.test('what waits in /tmp/.uci has no effect yet', (assert) => {
		const found = facts({
			'/etc/config/qosmate': "config global 'global'\n\toption enabled '0'\n",
			'/tmp/.uci/qosmate': "qosmate.global.enabled='1'\n",
		});
		assert.strictEqual(found.qosmate, false);
	});
});

QUnit.module('backend > facts > queueing disciplines', () => {
	const DEVICES = { lo: 1, lan1: 2, wan: 3, ifb4wan: 4, 'br-lan': 5 };
	const files = Object.fromEntries(
		Object.entries(DEVICES).map(([name, number]) => [`/sys/class/net/${name}/ifindex`, `${number}\n`])
	);
	const dump = recorded('environment/qdiscs.bin');
	const first = dump.slice(0, new DataView(dump.buffer, dump.byteOffset).getUint32(0, true));
	const read = (netlink: Parts['netlink']) => factsOf({ ...NOTHING, files, ...(netlink && { netlink }) });

	QUnit.test('recorded: by device, without noqueue', (assert) => {
		const requests: unknown[] = [];
		const { qdiscs } = read((request, protocol) => {
			requests.push([protocol, request.length, request[4]]);
			return [dump];
		});
		assert.deepEqual(requests, [[0, 36, 38]]);
		const byName = Object.fromEntries(qdiscs!.map(({ device, kinds }) => [device, kinds]));
		assert.deepEqual(byName, { lan1: ['pfifo'], wan: ['htb', 'ingress'], ifb4wan: ['htb'] });
	});

	QUnit.test('what the hardware does is told apart', (assert) => {
		const attribute = (type: number, content: number[]) => {
			const length = 4 + content.length;
			return [length, 0, type, 0, ...content, ...Array((4 - (length % 4)) % 4).fill(0)];
		};
		const message = (number: number, kind: string, flag: number) => {
			const body = [
				...[0, 0, 0, 0, number, 0, 0, 0, ...Array(12).fill(0)],
				...attribute(1, [...Buffer.from(`${kind}\0`)]),
				...attribute(12, [flag]),
			];
			return new Uint8Array([16 + body.length, 0, 0, 0, 36, 0, ...Array(10).fill(0), ...body]);
		};
		const found = read(() => [message(3, 'tbf', 1), message(3, 'fq_codel', 0), message(2, 'tbf', 0), done()]);
		assert.deepEqual(found.qdiscs, [
			{ device: 'lan1', kinds: ['tbf'], offloaded: [] },
			{ device: 'wan', kinds: ['tbf', 'fq_codel'], offloaded: ['tbf'] },
		]);
	});

	for (const [title, datagrams, code] of [
		['refused', [refusal(-1)], 'denied'],
		['failed in the middle', [first, done(-12)], 'failed'],
		['ends in the middle', [dump.slice(0, 60)], 'truncated'],
		['never ends', [first], 'timeout'],
		[
			'a message of another kind',
			[concat(new Uint8Array([20, 0, 0, 0, 99, 0]), new Uint8Array(14))],
			'garbled',
		],
	] as const) {
		QUnit.test(`unknown: ${title}`, (assert) => {
			const found = read(() => [...datagrams]);
			assert.deepEqual([found.qdiscs, found.unknown.qdiscs?.code], [null, code]);
		});
	}
});

QUnit.module('backend > facts > chains', () => {
	QUnit.test('recorded: what firewall4 makes of its own options is left out', (assert) => {
		for (const name of ['off', 'sw', 'hw'])
			assert.deepEqual(chainsOf(recordedText(`openwrt/${name}.nft-ruleset`)), [], name);
	});

	QUnit.test('recorded: what programs and owners write', (assert) => {
		assert.deepEqual(chainsOf(recordedText('environment/programs.nft-ruleset')), [
			'inet fw4 forward forward mark',
			'inet fw4 user  limit ttl dscp connlimit time mark packets log quota',
			'ip zapret post postrouting queue packets',
			'netdev x in ingress dscp',
			'ip proxy pre prerouting redirect counter',
			'ip proxy tp prerouting mark tproxy',
		]);
		const { tables } = facts(
			{},
			{ commands: { [LIST]: { output: recordedText('environment/programs.nft-ruleset') } } }
		);
		assert.deepEqual(tables, ['ip zapret', 'netdev x', 'ip proxy']);
	});

	QUnit.test('the chain of our exceptions is no rule of the user', (assert) => {
		const listing = (table: string, chain: string) =>
			`table inet ${table} {\n\tchain ${chain} {\n\t\tct original packets < 30 return\n\t\tflow add @ft\n\t}\n}\n`;
		assert.deepEqual(chainsOf(listing('fw4', 'nft_offload')), []);
		assert.deepEqual(chainsOf(listing('mine', 'nft_offload')), ['inet mine nft_offload  packets']);
		assert.deepEqual(chainsOf(listing('fw4', 'user')), ['inet fw4 user  packets']);
	});

	QUnit.test(
		'as firewall4 writes them for logging with and without a limit: its own in its table, and nowhere else',
		(assert) => {
			const rules = [
				'log prefix "reject lan forward: "',
				'iifname "wan" limit name "wan.log_limit" log prefix "reject wan in: "',
				'meta l4proto 6 limit rate 10/second limit rate 5/second log prefix "games: "',
				'iifname "br-lan" counter packets 0 bytes 0 log prefix "mk: " meta mark set 0x00000005 comment "!fw4: mk"',
			];
			const listing = (table: string) =>
				`table inet ${table} {\n\tchain c {\n${rules.map((rule) => `\t\t${rule}\n`).join('')}\t}\n}\n`;
			assert.deepEqual(chainsOf(listing('fw4')), []);
			assert.deepEqual(chainsOf(listing('mine')), ['inet mine c  log limit counter mark']);
		}
	);

	QUnit.test('which hooks lead to a chain, and what new connections alone reach', (assert) => {
		const hook = (name: string) => `type filter hook ${name} priority filter; policy drop;`;
		const chains: Record<string, string[]> = {
			input: [hook('input'), 'iifname vmap { "wan" : jump from_wan }', 'jump shared'],
			forward: [
				hook('forward'),
				'jump early',
				'tcp dport 22 ct state new jump "fresh"',
				'ct state vmap { established : accept, related : accept } comment "!fw4: jump nowhere"',
				'jump late',
				'goto shared',
			],
			from_wan: ['limit rate 10/second accept'],
			early: ['limit rate 10/second drop', 'jump deeper'],
			deeper: ['ct state new limit rate 10/second drop', 'quota over 5 mbytes drop'],
			fresh: ['meta mark set 0x00000005'],
			late: ['limit rate over 5/second drop'],
			shared: [
				'quota over 10 mbytes drop',
				'ct state { established, related } accept',
				'ct count over 3 drop',
			],
			unused: ['limit rate 10/second ct state new drop'],
		};
		const text = Object.entries(chains).map(
			([name, rules]) => `\tchain ${name} {\n${rules.map((rule) => `\t\t${rule}\n`).join('')}\t}\n`
		);
		const output = `table inet fw4 {\n${text.join('')}}\n`;
		const { statements } = facts({}, { commands: { [LIST]: { output } } });
		const found = statements!.map(({ chain, hooks, kinds, new_only }) => [
			chain,
			hooks.toSorted().join(' '),
			kinds.join(' '),
			new_only.join(' '),
		]);
		assert.deepEqual(found, [
			['from_wan', 'input', 'limit', ''],
			['early', 'forward', 'limit', ''],
			['deeper', 'forward', 'limit quota', 'limit'],
			['fresh', 'forward', 'mark', 'mark'],
			['late', 'forward', 'limit', 'limit'],
			['shared', 'forward input', 'quota connlimit', 'connlimit'],
			['unused', '', 'limit', ''],
		]);
	});

	QUnit.test('names and texts are no statements', (assert) => {
		const rules = [
			'log prefix " counter limit quota "',
			'iifname " queue " accept',
			'jump log',
			'goto mark',
			'meta mark 0x00000001 accept',
			'ct original packets ge 30 flow add @ft',
			'ip saddr @counter drop',
			'comment "ip ttl set 65"',
		];
		const text = `table ip "my table" {\n\tchain "a b" {\n${rules.map((rule) => `\t\t${rule}\n`).join('')}\t}\n}\n`;
		assert.deepEqual(chainsOf(text.replace(' "my table"', ' "mine"').replace('"a b"', '"c"')), [
			'ip mine c  log',
		]);
	});

	for (const [title, command, code] of [
		['no nft', undefined, 'missing'],
		['nft fails', { code: 1, output: 'netlink: Error: Operation not permitted\n' }, 'denied'],
		['its output ends in the middle', { output: 'table inet fw4 {\n\tchain x {\n' }, 'truncated'],
		['its output is something else', { output: 'Usage: nft\n' }, 'garbled'],
	] as const) {
		QUnit.test(`unknown: ${title}`, (assert) => {
			const found = facts({}, { commands: command ? { [LIST]: command } : {} });
			assert.deepEqual([found.statements, found.unknown.statements?.code], [null, code]);
			assert.deepEqual([found.tables, found.unknown.tables?.code], [null, code]);
		});
	}

	QUnit.test('a reply of the longest names stays below 64 KiB, and says what it leaves out', (assert) => {
		const name = (number: number) => `${'x'.repeat(200)}${number}`;
		const rules =
			'limit quota log counter queue mark set ip ttl set ip dscp set ct count tproxy redirect meta day';
		const output = Array.from(
			{ length: 300 },
			(_, number) => `table inet ${name(number)} {\n\tchain ${name(number)} {\n\t\t${rules} 1\n\t}\n}\n`
		).join('');
		const queue = (number: number) =>
			`config queue\n\toption enabled 1\n\toption interface '${number}${'y'.repeat(200)}'\n`;
		const parts: Parts = {
			files: {
				...BARE,
				'/etc/config/sqm': Array.from({ length: 300 }, (_, number) => queue(number)).join(''),
			},
			commands: { [LIST]: { output } },
			netlink: () => [done()],
		};
		const text = callText(['call', 'environment'], parts);
		const found = JSON.parse(text) as Environment;
		assert.true(text.length < 65_536, String(text.length));
		assert.deepEqual(
			[found.statements, found.tables, found.sqm].map((list) => list!.length),
			[60, 60, 60]
		);
		assert.deepEqual(Object.keys(found.unknown).sort(), ['sqm', 'statements', 'tables']);
		assert.deepEqual(found.unknown.sqm, { code: 'truncated', text: 'sqm: 240 left out' });
	});
});
