import QUnit from 'qunit';
import type { PrivateNames } from '../../../../src/rpc/types/index.ts';
import { HostError } from '../../../../tools/ucode/host.ts';
import { call, callText, type Parts } from '../support/host.ts';

function namesOf(files: Parts['files']): PrivateNames {
	const reply = call('private_names', files ? { files } : {});
	if (!reply.ok) throw new Error(reply.error.text);
	return reply as unknown as PrivateNames;
}

const FILES = {
	'/etc/config/system': "config system\n\toption hostname 'attic'\n",
	'/etc/config/dhcp':
		"config host\n\toption name 'printer'\n\nconfig host\n\toption mac '02:11:22:33:44:55'\n",
	'/etc/config/wireless':
		"config wifi-iface\n\toption ssid 'Our Home'\n\toption key 'secret-1'\n\nconfig wifi-iface\n\toption ssid 'Our Home'\n",
	'/etc/config/network':
		"config interface 'wan'\n\toption username 'anna@provider'\n\toption password 'secret-2'\n",
	'/tmp/dhcp.leases': '1 02:11:22:33:44:55 192.168.1.5 phone *\n1 02:11:22:33:44:56 192.168.1.6 * *\n',
	'/tmp/hosts/odhcpd':
		'# br-lan 00010001 1 tablet 1764160000 5 128 fd00::5/128\n# br-lan 0001 2 - 1 6 128 fd00::6/128\n',
};

/** A home whose owner gave a name to everything. */
const NAMED = {
	'/etc/config/dhcp': `config dnsmasq
	option domain 'smith.example'
	list address '/nas.smith.example/192.168.1.9'
	list server '192.0.2.1'

config host 'annas_phone'
	list name 'tv'
	list name 'radio-kitchen'

config domain
	option name 'printer.smith.example'

config cname
	option cname 'cloud.smith.example'
	option target 'nas'

config dhcp 'lan'

config dhcp 'office'
`,
	'/etc/config/wireless': `config wifi-device 'radio0'

config wifi-iface 'default_radio0'
	option ssid 'Home'

config wifi-iface 'mesh_attic'
	option mesh_id 'smith-mesh'
	option key 'secret-3'
`,
	'/etc/config/network': `config interface 'loopback'
	option device 'lo'

config interface 'lan'
	option device 'br-lan'

config interface 'office'
	option device 'br-office eth0.2'

config device
	option name 'br-office'

config interface 'wg0'
	option private_key 'secret-4'

config wireguard_wg0 'peer_bob'
	option description 'Bob in Berlin'
	option public_key 'secret-5'
	option endpoint_host 'bob.example'
`,
	'/etc/config/firewall': `config zone
	option name 'lan'

config zone 'zone_kids'
	option name 'kids'

config rule
	option name 'Allow-Ping'

config rule
	option name 'Bedtime of Zo\xc3\xa9'

config redirect 'to_nas'
	option name 'NAS from outside'

config ipset
	option name 'teen_phones'
`,
	'/etc/config/ddns': `config service 'myddns_ipv4'
	option domain 'smith.dyndns.example'
	option username 'smith@mail.example'
	option password 'secret-6'
`,
	'/etc/hosts':
		'127.0.0.1 localhost\n::1 ip6-localhost ip6-loopback\n192.168.1.7\tcamera camera.smith.example # of the garden\n',
	'/tmp/hosts/odhcpd':
		'# br-lan 00010001 1 tablet 1764160000 5 128 fd00::5/128\nfd00::5\ttablet.lan tablet2\n',
	'/tmp/odhcpd.leases': '# br-lan 0001 2 watch 1 6 128 fd00::6/128\n',
};

QUnit.module('backend > private names', () => {
	QUnit.test('host names, Wi-Fi names and user names, each once, and nothing secret', (assert) => {
		const names = namesOf(FILES);
		assert.deepEqual(names.hosts, ['attic', 'printer', 'phone', 'tablet']);
		assert.deepEqual([names.wifi, names.users], [['Our Home'], ['anna@provider']]);
		assert.notOk(JSON.stringify(names).includes('secret'));
		assert.deepEqual(names.unknown, {});
	});

	QUnit.test('what is not configured has no names; what cannot be read is unknown', (assert) => {
		const none = namesOf({});
		assert.deepEqual([none.hosts, none.wifi, none.users, none.rules, none.networks], [[], [], [], [], []]);
		assert.deepEqual(none.unknown, {});
		const unreadable = namesOf({ '/tmp/dhcp.leases': new HostError('EACCES') });
		assert.deepEqual([unreadable.hosts, unreadable.unknown.hosts?.code], [null, 'denied']);
	});

	QUnit.test('a file that cannot be read leaves the other names, and is told', (assert) => {
		const broken = namesOf({ ...FILES, '/tmp/dhcp.leases': new HostError('EACCES') });
		assert.deepEqual([broken.hosts, broken.unknown.hosts?.code], [['attic', 'printer', 'tablet'], 'denied']);
		const torn = namesOf({ ...NAMED, '/etc/config/network': "config interface 'office\n" });
		assert.deepEqual(Object.keys(torn.unknown).sort(), ['hosts', 'networks', 'users']);
		assert.ok(torn.networks?.includes('kids') && torn.hosts?.includes('tv'));
	});

	QUnit.test('every name that the owner gave, and none that OpenWrt gives', (assert) => {
		const { hosts, wifi, users, rules, networks, unknown } = namesOf(NAMED);
		assert.deepEqual(hosts, [
			'smith.example',
			'nas.smith.example',
			'192.0.2.1',
			'tv',
			'radio-kitchen',
			'printer.smith.example',
			'cloud.smith.example',
			'nas',
			'Bob in Berlin',
			'bob.example',
			'smith.dyndns.example',
			'camera',
			'camera.smith.example',
			'watch',
			'tablet',
			'tablet.lan',
			'tablet2',
		]);
		assert.deepEqual([wifi, users], [['Home', 'smith-mesh'], ['smith@mail.example']]);
		assert.deepEqual(rules, ['Bedtime of Zoé', 'NAS from outside', 'teen_phones']);
		assert.deepEqual(networks, [
			'annas_phone',
			'office',
			'mesh_attic',
			'br-office',
			'peer_bob',
			'kids',
			'zone_kids',
			'to_nas',
		]);
		assert.deepEqual(unknown, {});
		assert.notOk(/secret/.test(JSON.stringify([hosts, wifi, users, rules, networks])));
	});

	QUnit.test(
		'of more names than fit the first are sent whole, the owner’s before those of leases, and the rest is told',
		(assert) => {
			const leases = Array.from({ length: 3000 }, (_, at) => `1 mac ip ${at}${'\\"'.repeat(40)} *\n`).join(
				''
			);
			const text = callText(['call', 'private_names'], { files: { ...NAMED, '/tmp/dhcp.leases': leases } });
			assert.ok(text.length < 65_536, `${text.length}`);
			const { hosts, unknown, ok } = JSON.parse(text);
			assert.ok(ok && hosts.length > 150 && hosts.includes('tv') && hosts.includes('camera'));
			assert.ok(
				hosts.every((name: string) => !name.includes('\\') || name.endsWith('\\"')),
				'none is cut'
			);
			assert.strictEqual(unknown.hosts.code, 'truncated');
			const short = Array.from({ length: 1200 }, (_, at) => `1 mac ip phone-of-guest-${at} *\n`).join('');
			const all = namesOf({ '/tmp/dhcp.leases': short });
			assert.deepEqual([all.hosts?.length, all.unknown], [1200, {}]);
		}
	);

	QUnit.test('long names are whole, and one that is too long is told', (assert) => {
		const names = (size: number) =>
			namesOf({ '/etc/config/dhcp': `config host\n\toption name '${'x'.repeat(size)}'\n` });
		assert.strictEqual(names(255).hosts?.[0]?.length, 255);
		assert.deepEqual(names(255).unknown, {});
		const left = names(256);
		assert.deepEqual([left.hosts, left.unknown.hosts?.code], [null, 'truncated']);
		assert.ok(left.unknown.hosts?.text.startsWith('1 names left out'));
	});

	QUnit.test('of a file that is too large, the name at its end is not taken for a whole one', (assert) => {
		const file = `${'127.0.0.1 localhost\n'.repeat(6552)}192.168.1.2 abcdefghijklmnopqrstuvwxyz\n`;
		const { hosts, unknown } = namesOf({ '/etc/hosts': file });
		assert.deepEqual([hosts, unknown.hosts?.code], [null, 'truncated']);
	});
});
