'use strict';

/**
 * Names that OpenWrt itself gives, or that say what a thing is: nobody is known by them. The page has its own, shorter lists
 * (src/model/redact/common.ts); a test compares them.
 */

/**
 * Words of names: of zones, networks, devices, sections and hosts. A name is stock if each of its words is one of them,
 * with digits behind it or not: `br-lan`, `eth0.2`, `phy0-ap0`, `default_radio0`, `pppoe-wan`.
 */
const STOCK_WORDS = [
	'6in4',
	'6rd',
	'6to4',
	'allhosts',
	'allnodes',
	'allrouters',
	'ap',
	'bat',
	'bond',
	'br',
	'bridge',
	'cfg',
	'client',
	'ddns',
	'default',
	'defaults',
	'device',
	'dhcp',
	'dmz',
	'dnsmasq',
	'docker',
	'dsa',
	'dsl',
	'dslite',
	'dummy',
	'end',
	'enp',
	'eth',
	'firewall',
	'forwarding',
	'globals',
	'gre',
	'gretap',
	'guest',
	'ifb',
	'include',
	'interface',
	'iot',
	'ip',
	'ipip',
	'ipv',
	'l',
	'lan',
	'lo',
	'localhost',
	'localnet',
	'loopback',
	'map',
	'mcastprefix',
	'mesh',
	'miniupnpd',
	'modem',
	'monitor',
	'myddns',
	'network',
	'ntp',
	'odhcpd',
	'openvpn',
	'openwrt',
	'p',
	'phy',
	'port',
	'ppp',
	'pppoe',
	'pptp',
	'qcfg',
	'radio',
	'route',
	'router',
	's',
	'sfp',
	'sit',
	'sta',
	'switch',
	'tap',
	'tun',
	'upnp',
	'usb',
	'uplink',
	'v',
	'veth',
	'vlan',
	'vpn',
	'vti',
	'wan',
	'wg',
	'wifi',
	'wifinet',
	'wireguard',
	'wireless',
	'wlan',
	'wwan',
	'xfrm'
];

/** Rules of OpenWrt's own configuration. */
const STOCK_RULES = [
	'Allow-DHCP-Renew',
	'Allow-Ping',
	'Allow-IGMP',
	'Allow-DHCPv6',
	'Allow-MLD',
	'Allow-ICMPv6-Input',
	'Allow-ICMPv6-Forward',
	'Allow-IPSec-ESP',
	'Allow-ISAKMP',
	'Support-UDP-Traceroute'
];

/**
 * @param {number} byte
 * @returns {boolean} whether it is a digit
 */
function is_digit(byte) {
	return byte >= 48 && byte <= 57;
}

/**
 * @param {string} word
 * @returns {boolean}
 */
function is_stock_word(word) {
	let end = length(word);
	while (end > 0 && is_digit(ord(word, end - 1) ?? 0)) end--;
	// Digits alone are a VLAN or a number.
	return end == 0 || index(STOCK_WORDS, substr(word, 0, end)) >= 0;
}

/**
 * @param {string} name
 * @returns {boolean} whether nobody chose it, or nobody can be known by it
 */
function is_stock_name(name) {
	let word = '';
	for (let at = 0; at < length(name); at++) {
		const byte = ord(name, at) ?? 0;
		if (byte != 45 && byte != 46 && byte != 64 && byte != 95) {
			word += chr(byte);
			continue;
		}
		if (!is_stock_word(word)) return false;
		word = '';
	}
	return is_stock_word(word);
}

/**
 * @param {string} name
 * @returns {boolean} whether OpenWrt's own configuration has a rule of this name
 */
function is_stock_rule(name) {
	return index(STOCK_RULES, name) >= 0;
}

export { STOCK_RULES, is_stock_name, is_stock_rule };
