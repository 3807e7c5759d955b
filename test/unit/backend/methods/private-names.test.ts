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

QUnit.module('router > names', () => {
	QUnit.test('host names, Wi-Fi names and user names, each once, and nothing secret', (assert) => {
		const names = namesOf(FILES);
		assert.deepEqual(names.hosts, ['attic', 'printer', 'phone', 'tablet']);
		assert.deepEqual([names.wifi, names.users], [['Our Home'], ['anna@provider']]);
		assert.notOk(JSON.stringify(names).includes('secret'));
		assert.deepEqual(names.unknown, {});
	});

	QUnit.test('what is not configured has no names; what cannot be read is unknown', (assert) => {
		const none = namesOf({});
		assert.deepEqual([none.hosts, none.wifi, none.users], [[], [], []]);
		const broken = namesOf({ ...FILES, '/tmp/dhcp.leases': new HostError('EACCES') });
		assert.deepEqual([broken.hosts, broken.unknown.hosts?.code], [null, 'denied']);
	});

	QUnit.test('thousands of leases with long names stay below 64 KiB', (assert) => {
		const leases = Array.from(
			{ length: 3000 },
			(_, index) => `1 mac ip ${'\\"'.repeat(40)}${index} *\n`
		).join('');
		const text = callText(['call', 'private_names'], { files: { '/tmp/dhcp.leases': leases } });
		assert.ok(text.length < 65_536, `${text.length}`);
		const { hosts } = JSON.parse(text) as PrivateNames;
		assert.deepEqual([hosts?.length, hosts?.[0]?.length], [1, 64]);
		const many = Array.from({ length: 3000 }, (_, index) => `1 mac ip ${index}${'\\"'.repeat(40)} *\n`).join(
			''
		);
		assert.strictEqual(namesOf({ '/tmp/dhcp.leases': many }).hosts?.length, 300);
	});
});
