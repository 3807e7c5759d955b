import QUnit from 'qunit';
import type { Logs } from '../../../../src/rpc/types/index.ts';
import { call, callText, type Parts } from '../support/host.ts';

const RING = `[    0.000000] Linux version 6.12.87
[    2.204512] mtk_soc_eth 15100000.ethernet: PPE started
[   14.518834] nf_conntrack: default automatic helper assignment has been turned off
[   21.337755] br-lan: port 1(eth0) entered forwarding state
[   30.000001] kernel BUG at nf_flow_offload_ip_hook+0x1c/0x40 [nf_flow_table]
[   31.000000] usb 1-1: device stopped, dropped
`;
const LOG = `Wed Nov 26 09:58:03 2025 user.notice firewall: Reloading firewall due to ifup of wan (eth1)
Sun Nov  2 09:58:04 2025 daemon.info dnsmasq[1]: started, a Wednesday
Wed Nov 26 09:58:05 2025 kern.warn kernel: [   14.518834] nf_conntrack: table full
Wed Nov 26 09:58:06 2025 daemon.err procd: /dev/stdin:12:5-9: Error: Could not process rule: No such file or directory
Wed Nov 26 09:58:07 2025 kern.info kernel: [   40.0] eth1: link is up, firewall or not
`;

function messagesOf(parts: Parts): Logs {
	const reply = call('logs', parts);
	if (!reply.ok) throw new Error(reply.error.text);
	return reply as unknown as Logs;
}
type Output = { code?: number; output: string };
const SYSTEM = "logread -e '^\\(firewall\\|fw4\\|nft-offload\\|procd\\)'";
const KERNEL = "logread -e '^\\['";
/** logread looks at the beginning of each message itself: at what stands behind date and facility, 'kernel:' not included. */
const commands = (dmesg: Output, logread: Output) => ({
	commands: {
		dmesg,
		[SYSTEM]: filtered(logread, /^\S+ +\S+ +\S+ \S+ \S+ \S+ (?:firewall|fw4|nft-offload|procd)/),
		[KERNEL]: filtered(logread, /^\S+ +\S+ +\S+ \S+ \S+ kern\.\S+ kernel: \[/),
	},
});
const filtered = ({ output, ...rest }: Output, pattern: RegExp): Output => ({
	...rest,
	output: output
		.split('\n')
		.filter((line) => pattern.test(line))
		.map((line) => `${line}\n`)
		.join(''),
});
/** A log that logread did not look through: the backend must not rely on it. */
const unfiltered = (dmesg: Output, logread: Output) => ({
	commands: { dmesg, [SYSTEM]: logread, [KERNEL]: logread },
});
const texts = (lines: Logs['kernel']) => lines?.map(({ text }) => text);

/** Lines with names and traffic of devices in the LAN: one is called `firewall`, one `nf_conntrack`. */
const OF_DEVICES = `Wed Nov 26 09:58:04 2025 daemon.info dnsmasq-dhcp[1]: DHCPACK(br-lan) 192.168.1.117 02:11:22:33:44:55 firewall
Wed Nov 26 09:58:04 2025 daemon.info dnsmasq-dhcp[1]: DHCPACK(br-lan) 192.168.1.118 02:11:22:33:44:56 nf_conntrack
Wed Nov 26 09:58:04 2025 daemon.info dnsmasq[1]: query[A] fw4: flowtable.example from 192.168.1.117
Wed Nov 26 09:58:04 2025 authpriv.info dropbear[12]: Exit (firewall) from <192.168.1.117:5>: nft_ fw4:
Wed Nov 26 09:58:04 2025 auth.info sshd[13]: Failed password for invalid user firewall: from 192.168.1.117
Wed Nov 26 09:58:04 2025 daemon.info hostapd: phy0-ap0: STA 02:11:22:33:44:55 firewall: fw4: /dev/stdin:
Wed Nov 26 09:58:04 2025 user.notice ucitrack: Setting up /etc/config/firewall reload dependency on /etc/config/luci-splash
Wed Nov 26 09:58:04 2025 daemon.notice netifd: Interface 'firewall' is now up
Wed Nov 26 09:58:04 2025 daemon.notice procd: /etc/rc.d/S50uhttpd: firewall: fw4:
Wed Nov 26 09:58:04 2025 daemon.info procd: firewall: fw4:
Wed Nov 26 09:58:04 2025 kern.warn kernel: [   15.0] nf_conntrack: IN=br-lan OUT=eth1 MAC=02:11:22:33:44:55 SRC=192.168.1.117 DST=198.51.100.1
Wed Nov 26 09:58:04 2025 kern.warn kernel: [   15.1] firewall: port 1(wlan0) entered forwarding state
Wed Nov 26 09:58:04 2025 kern.warn fw4: [   15.1] nf_conntrack: not of the kernel
Wed Nov 26 fw4: firewall: flowtable
fw4: firewall: flowtable
`;
/** The same of the ring buffer. */
const OF_DEVICES_IN_RING = `[   15.000001] nf_conntrack: IN=br-lan OUT=eth1 MAC=02:11:22:33:44:55 SRC=192.168.1.117 DST=198.51.100.1
[   15.000002] nft_reject wan in: IN=eth1 OUT= ARP HTYPE=1
[   15.000003] firewall: port 1(wlan0) entered forwarding state
[   15.000004] usb 1-1: Product: nf_conntrack PPE flowtable
[   15.000005] mtk_soc_eth 15100000.ethernet PPE: Link is Up - 1Gbps/Full - flow control rx/tx
[   15.000006] br-lan: received packet on nf_flow+0x1 with own address nf_conntrack
nf_conntrack: without a time
[ abc] nf_conntrack: without a time
[1] [2 nf_conntrack: in brackets
`;

QUnit.module('backend > logs', () => {
	QUnit.test('lines about offloading from both logs, and no others', (assert) => {
		const messages = messagesOf(commands({ output: RING }, { output: LOG }));
		assert.deepEqual(messages.kernel, [
			{ time: '2.204512', text: 'mtk_soc_eth 15100000.ethernet: PPE started' },
			{ time: '14.518834', text: 'nf_conntrack: default automatic helper assignment has been turned off' },
			{ time: '30.000001', text: 'kernel BUG at nf_flow_offload_ip_hook+0x1c/0x40 [nf_flow_table]' },
		]);
		assert.deepEqual(messages.system, [
			{
				time: 'Wed Nov 26 09:58:03 2025',
				text: 'firewall: Reloading firewall due to ifup of wan (eth1)',
			},
			{
				time: 'Wed Nov 26 09:58:06 2025',
				text: 'procd: /dev/stdin:12:5-9: Error: Could not process rule: No such file or directory',
			},
		]);
		assert.deepEqual([messages.left_out, messages.unknown], [0, {}]);
	});

	QUnit.test('without the ring buffer the kernel lines of the system log are taken', (assert) => {
		const messages = messagesOf(
			commands({ code: 1, output: 'dmesg: Operation not permitted\n' }, { output: LOG })
		);
		assert.deepEqual(texts(messages.kernel), ['kernel: [   14.518834] nf_conntrack: table full']);
		assert.strictEqual(messages.system?.length, 2);
	});

	QUnit.test('no log at all is unknown, not silent', (assert) => {
		const messages = messagesOf({});
		assert.deepEqual([messages.kernel, messages.system], [null, null]);
		assert.deepEqual([messages.unknown.kernel?.code, messages.unknown.system?.code], ['missing', 'missing']);
	});

	QUnit.test('the newest 50 of both, and the number of the others', (assert) => {
		const lines = (count: number, line: (index: number) => string) =>
			Array.from({ length: count }, (_, index) => `${line(index)}\n`).join('');
		const ring = lines(400, (index) => `[ ${index}.0] nf_conntrack: line ${index}`);
		const log = lines(300, (index) => `Wed Nov 26 09:58:03 2025 user.notice firewall: line ${index}`);
		const both = messagesOf(commands({ output: ring }, { output: log }));
		assert.deepEqual([both.kernel?.length, both.system?.length, both.left_out], [25, 25, 650]);
		assert.strictEqual(both.kernel?.at(-1)?.text, 'nf_conntrack: line 399');
		const one = messagesOf(commands({ output: ring }, { output: '' }));
		assert.deepEqual([one.kernel?.length, one.system?.length, one.left_out], [50, 0, 350]);
	});

	QUnit.test(
		'what devices do is told by no line, whatever they are called, and takes no place from others',
		(assert) => {
			const ring = `${RING}${OF_DEVICES_IN_RING.repeat(100)}`;
			const log = `${LOG}${OF_DEVICES.repeat(100)}`;
			const quiet = messagesOf(commands({ output: RING }, { output: LOG }));
			for (const parts of [
				commands({ output: ring }, { output: log }),
				unfiltered({ output: ring }, { output: log }),
			]) {
				const busy = messagesOf(parts);
				assert.deepEqual([busy.kernel, busy.left_out], [quiet.kernel, 0]);
				assert.deepEqual(busy.system, quiet.system);
			}
			const logOnly = messagesOf(commands({ code: 1, output: '' }, { output: log }));
			assert.deepEqual(texts(logOnly.kernel), ['kernel: [   14.518834] nf_conntrack: table full']);
		}
	);

	QUnit.test('whoever writes about flowtables and offloading is heard', (assert) => {
		const kernel = [
			'nf_flow_table: hw offload failed for a flow',
			'nft_flow_offload: cannot offload',
			'nf_conntrack version 0.5.0 (16384 buckets, 65536 max)',
			'mtk_soc_eth 15100000.ethernet eth0: failed to offload flow entry',
			'mtk_wed 15010000.wed: MTK WED WO Firmware Version: DEV_000000',
			'WARNING: CPU: 1 PID: 0 at net/netfilter/nf_flow_table_core.c:12 flow_offload_add+0x1/0x2 [nf_flow_table]',
			'pc : nf_flow_table_iterate+0x40/0x80 [nf_flow_table]',
			'qca-nss-ecm: ECM init',
		];
		const system = [
			'user.notice firewall: Reloading firewall due to ifup of wan (eth1)',
			"user.warn fw4[812]: Section @rule[9] (games) option 'proto' is invalid",
			'daemon.notice procd: /etc/rc.d/S19firewall: Section @rule[9] (games) is disabled, ignoring section',
			'user.warn nft-offload: the firewall did not load its flowtable',
		];
		const ring = kernel.map((text, index) => `[    ${index}.000000] ${text}\n`).join('');
		const log = system.map((text) => `Sun Nov  2 09:58:03 2025 ${text}\n`).join('');
		const told = messagesOf(commands({ output: ring }, { output: log }));
		assert.deepEqual(texts(told.kernel), kernel);
		assert.deepEqual(
			texts(told.system),
			system.map((text) => text.slice(text.indexOf(' ') + 1))
		);
		assert.strictEqual(told.system?.[0]?.time, 'Sun Nov  2 09:58:03 2025');
	});

	QUnit.test(
		'long lines are cut between words, bytes that are no text come back as question marks',
		(assert) => {
			const long = `nf_conntrack: ${'x'.repeat(270)} 198.51.100.77 ${'y'.repeat(300)}`;
			const ring = `[ 1.0] nf_conntrack: ${'x'.repeat(5000)}\n[ 2.0] nf_tables \xff\x01\n[ 3.0] ${long}\n`;
			const { kernel } = messagesOf(commands({ output: ring }, { output: '' }));
			assert.deepEqual(texts(kernel), [
				'nf_conntrack: …',
				'nf_tables ? ',
				`nf_conntrack: ${'x'.repeat(270)} …`,
			]);
			for (const length of [299, 300, 301]) {
				const text = `nf_conntrack: ${'x'.repeat(length - 20)} 12345`;
				const [line] = messagesOf(commands({ output: `[ 1.0] ${text}\n` }, { output: '' })).kernel!;
				assert.strictEqual(line!.text, length > 300 ? text.replace(' 12345', ' …') : text);
			}
		}
	);

	QUnit.test('a reply full of long lines stays below 64 KiB', (assert) => {
		const ring = `[ 1.0] nf_conntrack: ${'" '.repeat(2500)}\n`.repeat(100);
		const log = `Wed Nov 26 09:58:03 2025 user.notice firewall: ${'" '.repeat(2500)}\n`.repeat(100);
		const text = callText(['call', 'logs'], commands({ output: ring }, { output: log }));
		const { ok, kernel, system } = JSON.parse(text);
		assert.ok(text.length < 65_536 && ok, `${text.length}`);
		assert.deepEqual([kernel.length, system.length], [25, 25]);
	});
});
