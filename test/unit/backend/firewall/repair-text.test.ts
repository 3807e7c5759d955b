import QUnit from 'qunit';
import { WritableRouter } from '../support/writable.ts';

interface Texts {
	add_alias(text: string, alias: string, block: string): string | null;
	remove_alias(text: string, alias: string): string | null;
	join_zone(text: string, zone: string, alias: string): string | null;
	leave_zones(text: string, alias: string): string | null;
}

const router = new WritableRouter({});
const texts = router.module<Texts>('firewall.repair_text');
const BLOCK = "config interface 'wan_offload'\n\toption proto 'none'\n\toption device '@wan'\n";
const add = (text: string) => texts.add_alias(text, 'wan_offload', BLOCK);
const remove = (text: string) => texts.remove_alias(text, 'wan_offload');
const joinZone = (text: string, zone = 'wan') => texts.join_zone(text, zone, 'wan_offload');
const leave = (text: string) => texts.leave_zones(text, 'wan_offload');
const WAN = 'config interface \'wan\' # mine\n\toption proto "pppoe"\n';

QUnit.module('backend > the alias in the text of /etc/config/network', () => {
	QUnit.test('it is added at the end, and every byte of the rest stays', (assert) => {
		assert.strictEqual(add(WAN), `${WAN}\n${BLOCK}`);
		assert.strictEqual(add(`${WAN}\n`), `${WAN}\n${BLOCK}\n`);
		assert.strictEqual(add(WAN.trimEnd()), `${WAN}\n${BLOCK}`);
	});

	QUnit.test('removing it gives back what was there, however the file ends', (assert) => {
		for (const text of [WAN, `${WAN}\n`, `${WAN}# the end\n`, `${WAN}\n\n`])
			assert.strictEqual(remove(add(text)!), text, JSON.stringify(text));
	});

	QUnit.test('one in the middle leaves one empty line behind', (assert) => {
		assert.strictEqual(remove(`${WAN}\n${BLOCK}\n${WAN}`), `${WAN}\n${WAN}`);
	});

	QUnit.test('one that is there is not added, and one of another name not removed', (assert) => {
		const there = `${WAN}\n${BLOCK}`;
		assert.strictEqual(add(there), there);
		const other = there.replace('wan_offload', 'vpn_offload');
		assert.strictEqual(remove(other), other);
		assert.strictEqual(remove(WAN), WAN);
	});

	QUnit.test('a text that is unusual is left to libuci', (assert) => {
		for (const text of ["config interface 'wan\n", 'option proto none\n', 'config interface wan; config x\n'])
			assert.deepEqual([add(text), remove(text)], [null, null], text);
	});
});

QUnit.module('backend > the alias among the networks of a zone', () => {
	const zone = (lines: string, name = "'wan'") => `config zone\n\toption name ${name}\n${lines}`;
	const LAN = zone("\tlist network 'lan'\n", 'lan');
	const rows: Array<[what: string, before: string, after: string]> = [
		[
			'a list',
			zone("\tlist   network 'wan'\n\tlist network 'wan6'\n\toption masq 1\n"),
			zone("\tlist   network 'wan'\n\tlist network 'wan6'\n\tlist network 'wan_offload'\n\toption masq 1\n"),
		],
		[
			'words in one option',
			zone("\toption network 'wan wan6'\n\toption masq 1\n"),
			zone("\toption network 'wan wan6 wan_offload'\n\toption masq 1\n"),
		],
		[
			'indented with spaces, and no line break at the end',
			"config zone\n  option name wan\n  list network 'wan'",
			"config zone\n  option name wan\n  list network 'wan'\n  list network 'wan_offload'\n",
		],
		[
			'no networks',
			zone("\tlist device 'tun+'\n"),
			zone("\tlist device 'tun+'\n\tlist network 'wan_offload'\n"),
		],
	];
	for (const [what, before, after] of rows)
		QUnit.test(what, (assert) => {
			const rest = `\n# end\n${zone("\tlist network 'guest'\n", 'guest')}`;
			const whole = before.endsWith('\n') ? rest : '';
			assert.strictEqual(joinZone(LAN + before + whole), LAN + after + whole);
			const lines = before.endsWith('\n') ? before : `${before}\n`;
			assert.strictEqual(leave(LAN + after + whole), LAN + lines + whole);
			assert.strictEqual(joinZone(LAN + after + whole), LAN + after + whole, 'it is there already');
		});

	QUnit.test('it leaves every zone, and takes its line with it where nothing else is in it', (assert) => {
		const both = zone("\toption network 'wan_offload'\n", 'old') + zone("\tlist network 'wan_offload'\n");
		assert.strictEqual(leave(both), zone('', 'old') + zone(''));
	});

	QUnit.test('without that zone, or in an unusual text, nothing is edited', (assert) => {
		assert.strictEqual(joinZone(LAN), null);
		assert.strictEqual(joinZone("config zone\n\toption name 'wan\n"), null);
		assert.strictEqual(leave("config zone\n\toption name 'wan\n"), null);
	});
});
