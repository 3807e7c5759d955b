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
const commands = (dmesg: { code?: number; output: string }, logread: { code?: number; output: string }) => ({
	commands: { dmesg, 'logread -l 1000': logread },
});
const texts = (lines: Logs['kernel']) => lines?.map(({ text }) => text);

QUnit.module('router > messages', () => {
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

	QUnit.test('long lines are cut, bytes that are no text come back as question marks', (assert) => {
		const ring = `[ 1.0] nf_conntrack: ${'x'.repeat(5000)}\n[ 2.0] nf_tables \xff\x01\n`;
		const { kernel } = messagesOf(commands({ output: ring }, { output: '' }));
		assert.deepEqual([kernel?.[0]?.text.length, kernel?.[1]?.text], [300, 'nf_tables ? ']);
	});

	QUnit.test('a reply full of long lines stays below 64 KiB', (assert) => {
		const ring = `[ 1.0] nf_conntrack: ${'"'.repeat(5000)}\n`.repeat(100);
		const text = callText(['call', 'logs'], commands({ output: ring }, { output: ring }));
		assert.ok(text.length < 65_536 && JSON.parse(text).ok, `${text.length}`);
	});
});
