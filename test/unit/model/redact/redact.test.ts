import QUnit from 'qunit';
import { HIDE_ALL, newMask, type Switches, type Vocabulary } from '../../../../src/model/redact/index.ts';

const NAMES: Vocabulary = {
	host: ['Annas-Phone', 'cafe', 'lan', 'OpenWrt', 'desk'],
	wifi: ['Our Home (5 GHz)', 'desk top'],
	login: ['anna.k@provider.example', 'dsl/0049891234'],
};
const masked = (text: string, switches: Partial<Switches> = {}) =>
	newMask(NAMES, { ...HIDE_ALL, ...switches }).text(text);

const CASES: Array<[about: string, text: string, masked: string]> = [
	['a public IPv4 address', 'from 203.0.113.5 on', 'from ipv4_1 on'],
	['with a port', '203.0.113.5:443 198.51.100.1.443', 'ipv4_1:443 ipv4_2'],
	['with a prefix', '203.0.113.0/24 via 203.0.113.1', 'ipv4_1/24 via ipv4_2'],
	['with leading zeros', '203.000.113.005', 'ipv4_1'],
	['in a name of the provider', 'host-203-0-113-5.example', 'host-ipv4_1.example'],
	['in reverse DNS', '5.113.0.203.in-addr.arpa', 'ipv4_1.in-addr.arpa'],
	['in reverse DNS, where it reads like a private one', '10.113.0.203.in-addr.arpa', 'ipv4_1.in-addr.arpa'],
	['private addresses stay there too', '5.1.168.192.in-addr.arpa', '5.1.168.192.in-addr.arpa'],
	['backwards in a name of the provider', 'ip-10-113-0-203.example', 'ip-ipv4_1.example'],
	[
		'private and special IPv4 addresses stay',
		'192.168.1.5 10.0.0.1 127.0.0.1 0.0.0.0/0 255.255.255.0 224.0.0.251',
		'192.168.1.5 10.0.0.1 127.0.0.1 0.0.0.0/0 255.255.255.0 224.0.0.251',
	],
	[
		'versions stay',
		'2025.03.17~b6e51575-r1 6.12.87 1.0.6 6.1.0-56-amd64',
		'2025.03.17~b6e51575-r1 6.12.87 1.0.6 6.1.0-56-amd64',
	],
	[
		'an IPv6 address in three forms',
		'2001:db8::2 2001:0DB8:0000:0000:0000:0000:0000:0002 [2001:db8:0:0::2]:443',
		'ipv6_1 ipv6_1 [ipv6_1]:443',
	],
	['with punctuation', 'to 2001:db8::2, (2001:db8::2): 2001:db8::2.', 'to ipv6_1, (ipv6_1): ipv6_1.'],
	['with a prefix and a zone', '2001:db8:1::/48 fe80::1%eth0', 'ipv6_1/48 fe80::1%eth0'],
	[
		'IPv4 inside IPv6',
		'::ffff:203.0.113.5 ::ffff:cb00:7105 203.0.113.5 64:ff9b::203.0.113.5',
		'ipv4_1 ipv4_1 ipv4_1 ipv6_1',
	],
	[
		'private IPv6 addresses stay',
		'fd00:1::5 fe80::1 ::1 :: ff02::fb ::ffff:192.168.1.1',
		'fd00:1::5 fe80::1 ::1 :: ff02::fb ::ffff:192.168.1.1',
	],
	[
		'a MAC address inside a private address, and alone',
		'fe80::11:22ff:fe33:4455 fd00:1::11:22ff:fe33:4455 02:11:22:33:44:55',
		'fe80::mac_1 fd00:1::mac_1 mac_1',
	],
	['solicited-node multicast', 'ff02::1:ff33:4455', 'ipv6_1'],
	['reverse DNS of IPv6', '2.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa', 'ipv6_1.ip6.arpa'],
	[
		'MAC addresses in all forms',
		'02:11:22:AA:44:55 02-11-22-aa-44-55 0211.22aa.4455 021122aa4455',
		'mac_1 mac_1 mac_1 mac_1',
	],
	['MAC addresses without leading zeros', '2:11:22:aa:4:5 02:11:22:aa:04:05', 'mac_1 mac_1'],
	[
		'an IPv6 address in a name of the provider, and in one piece',
		'dyn-2001-db8--2.example 20010db8000000000000000000000002 2026-11-25',
		'dyn-ipv6_1.example ipv6_1 2026-11-25',
	],
	['no device', '00:00:00:00:00:00 ff:ff:ff:ff:ff:ff', '00:00:00:00:00:00 ff:ff:ff:ff:ff:ff'],
	[
		'a link header of the firewall log',
		'MAC=02:11:22:33:44:55:02:66:77:88:99:aa:08:00 SRC=203.0.113.5',
		'MAC=mac_1 SRC=ipv4_1',
	],
	['a DHCP identifier', 'duid 00030001021122334455', 'duid mac_1'],
	[
		'numbers, times and places stay',
		'0xffffffc081400000 09:58:02 12:5-9: eth0:1 std::string',
		'0xffffffc081400000 09:58:02 12:5-9: eth0:1 std::string',
	],
	[
		'names, in any case, alone or beside punctuation',
		'ANNAS-PHONE (annas-phone.lan) x-annas-phone',
		'host_1 (host_1.lan) x-host_1',
	],
	['parts of words are no names', 'caféteria desktop desks', 'caféteria desktop desks'],
	['the longer name first', 'desk top, desk', 'wifi_1, host_1'],
	['a name that could be part of an address', '2001:db8::cafe cafe', 'ipv6_1 host_1'],
	['words that are nobody’s', 'br-lan zone lan OpenWrt', 'br-lan zone lan OpenWrt'],
	['a Wi-Fi name with punctuation', 'ssid="Our Home (5 GHz)"', 'ssid="wifi_1"'],
	[
		'user names',
		'user dsl/0049891234 or Anna.K@provider.example or other@isp',
		'user login_1 or login_2 or login_3',
	],
	[
		'comments of rules',
		'flow add @ft comment "for Anna\'s \\"PC\\"" counter',
		'flow add @ft comment "name_1" counter',
	],
	[
		'sections of the firewall',
		'fw4: Section @rule[9] (Kids (bed time)) is disabled',
		'fw4: Section @rule[9] (name_1) is disabled',
	],
	[
		'comments of iptables',
		'--comment "Kids" /* for Anna */ --log-prefix Anna',
		'--comment "name_1" /* name_3 */ --log-prefix name_2',
	],
	['log prefixes in rules', 'log prefix "Anna: " flow add @ft', 'log prefix "name_1" flow add @ft'],
	[
		'log prefixes before packets, but for those of firewall4',
		'[ 1.5] Annas TV: IN=br-lan OUT=eth1\nkernel: [2.5] reject wan in: IN=eth1 OUT=',
		'[ 1.5] name_1 IN=br-lan OUT=eth1\nkernel: [2.5] reject wan in: IN=eth1 OUT=',
	],
	[
		'options as uci writes them',
		"firewall.@rule[3].name='Kids TV' option name 'Kids TV' option name 'lan'",
		"firewall.@rule[3].name='name_1' option name 'name_1' option name 'lan'",
	],
	[
		'serial numbers',
		'usb 1-1: SerialNumber: 0123ABC, serial number: X-77.5 S/N=445566',
		'usb 1-1: SerialNumber: serial_1, serial number: serial_2 S/N=serial_3',
	],
	['a key of WireGuard', 'peer bmV2ZXIgZ29ubmEgZ2l2ZSB5b3UgdXAgbmV2ZXIgZz0= on', 'peer key_1 on'],
	['a name in escapes', 'Our%20Home%20(5%20GHz) "Our\\x20Home (5 GHz)" x\\x2f', 'wifi_1 "wifi_1" x/'],
	[
		'what stays readable',
		'Linux 6.12.87 r28427-6df0e3d02a 2025-11-26 09:58:02 20251126 eth0 eth0.2 br-lan phy0-ap0 wan6 packets 12345678 bytes 123456789012',
		'Linux 6.12.87 r28427-6df0e3d02a 2025-11-26 09:58:02 20251126 eth0 eth0.2 br-lan phy0-ap0 wan6 packets 12345678 bytes 123456789012',
	],
	[
		'marks, places in memory, hardware and versions are no addresses',
		'mark 0x00ff0000 status 0x00004006 at 0x15100000 1e1b4000.mmc: f+0x1c/0x40 v1.2-gb6e51575 Serial: 8250/16550 driver',
		'mark 0x00ff0000 status 0x00004006 at 0x15100000 1e1b4000.mmc: f+0x1c/0x40 v1.2-gb6e51575 Serial: 8250/16550 driver',
	],
	['a text that nobody can know, with characters of ours', 'a\uE000\uE001b', 'a??b'],
];

QUnit.module('model > mask', () => {
	for (const [about, text, expected] of CASES)
		QUnit.test(about, (assert) => {
			assert.strictEqual(masked(text), expected);
		});

	QUnit.test('each kind has its switch', (assert) => {
		const text = '203.0.113.5 2001:db8::2 fe80::11:22ff:fe33:4455 Annas-Phone dsl/0049891234 comment "x"';
		assert.strictEqual(
			masked(text, { addresses: false }),
			'203.0.113.5 2001:db8::2 fe80::mac_1 host_1 login_1 comment "name_1"'
		);
		assert.strictEqual(
			masked(text, { macs: false }),
			'ipv4_1 ipv6_1 fe80::11:22ff:fe33:4455 host_1 login_1 comment "name_1"'
		);
		assert.strictEqual(
			masked(text, { hosts: false }),
			'ipv4_1 ipv6_1 fe80::mac_1 Annas-Phone login_1 comment "x"'
		);
		assert.strictEqual(
			masked(text, { accounts: false }),
			'ipv4_1 ipv6_1 fe80::mac_1 host_1 dsl/0049891234 comment "name_1"'
		);
		const nothing = { addresses: false, macs: false, hosts: false, accounts: false };
		assert.strictEqual(masked(text, nothing), text);
	});

	QUnit.test('the same thing has the same label throughout a report, whatever its form', (assert) => {
		const mask = newMask(NAMES);
		assert.deepEqual(
			mask.value({
				a: '2001:db8::2',
				list: ['2001:0db8::0002', { b: '02:11:22:33:44:55' }],
				n: 5,
				nothing: null,
				yes: true,
			}),
			{ a: 'ipv6_1', list: ['ipv6_1', { b: 'mac_1' }], n: 5, nothing: null, yes: true }
		);
		assert.strictEqual(mask.text('021122334455 198.51.100.1'), 'mac_1 ipv4_1');
	});

	QUnit.test('a known address is hidden as any number', (assert) => {
		const mask = newMask({ address: ['203.0.113.5'] });
		assert.strictEqual(
			mask.text('203.0.113.5 3405803781 cb007105 057100CB 0x057100cb 3405803782'),
			'ipv4_1 ipv4_1 ipv4_1 ipv4_1 ipv4_1 3405803782'
		);
	});

	QUnit.test('names that are addresses are hidden as addresses, and stock names not at all', (assert) => {
		const mask = newMask({ host: ['192.168.1.9', '203.0.113.5'], network: ['eth0', 'br-lan', 'office'] });
		assert.strictEqual(
			mask.text('192.168.1.9 203.0.113.5 eth0 br-lan br-office'),
			'192.168.1.9 ipv4_1 eth0 br-lan br-network_1'
		);
	});

	QUnit.test('without names there is nothing to look for', (assert) => {
		assert.strictEqual(newMask({}).text('Annas-Phone'), 'Annas-Phone');
		assert.strictEqual(newMask({ host: ['', ' ', 'x'] }).text('x y'), 'x y');
	});
});
