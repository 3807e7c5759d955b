'use strict';

import { lsdir, readfile } from 'fs';
import { from_digits } from 'nft-offload.lib.number';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').DeviceKind} DeviceKind */

const FOLDER = '/sys/class/net';
const VLANS = '/proc/net/vlan/config';

/**
 * DEVTYPE of a device's uevent (Linux: SET_NETDEV_DEVTYPE in the drivers).
 *
 * @type {Record<string, DeviceKind>}
 */
const DEVTYPES = {
	bond: 'bond',
	bridge: 'bridge',
	dsa: 'dsa',
	l2tpeth: 'l2tp',
	ovpn: 'ovpn',
	ppp: 'ppp',
	vlan: 'vlan',
	vxlan: 'vxlan',
	batadv: 'batman',
	wireguard: 'wireguard',
	wlan: 'wifi',
	wwan: 'wwan'
};

/**
 * Numbers of Linux include/uapi/linux/if_arp.h, after an 'a', because ucode has no numeric keys.
 *
 * @type {Record<string, DeviceKind>}
 */
const LINK_TYPES = {
	a512: 'ppp',
	a519: 'wwan',
	a768: 'ipip',
	a769: 'ip6tnl',
	a776: 'sit',
	a778: 'gre',
	a823: 'gre'
};
const ARPHRD_ETHER = 1;

/**
 * Kinds by netifd's protocol, where the kernel does not tell.
 *
 * @type {Record<string, DeviceKind>}
 */
const PROTOCOLS = {
	'6in4': 'sit',
	'6rd': 'sit',
	'6to4': 'sit',
	dslite: 'ip6tnl',
	gre: 'gre',
	grev6: 'gre',
	ipip: 'ipip',
	ipip6: 'ip6tnl',
	l2tp: 'ppp',
	map: 'ip6tnl',
	openvpn: 'ovpn',
	pppoa: 'ppp',
	pppoe: 'pppoe',
	pptp: 'ppp',
	wireguard: 'wireguard'
};

/**
 * @param {string} device
 * @returns {string[]} devices right below it: members of a bridge, the parent of a VLAN
 */
function direct_lowers(device) {
	/** @type {string[]} */
	const lowers = [];
	for (let name in lsdir(`${FOLDER}/${device}`) ?? [])
		if (substr(name, 0, 6) == 'lower_') push(lowers, substr(name, 6));
	return lowers;
}

/**
 * @param {string} uevent
 * @returns {string} its DEVTYPE; '' where it has none
 */
function devtype_of(uevent) {
	for (let line in split(uevent, '\n')) if (substr(line, 0, 8) == 'DEVTYPE=') return substr(line, 8);
	return '';
}

/**
 * @param {string} device
 * @returns {boolean} whether the kernel lists it among its VLANs: 'NAME | ID | PARENT'
 */
function is_listed_vlan(device) {
	for (let line in split(readfile(VLANS) ?? '', '\n'))
		if (trim(split(line, '|')[0]) == device && length(split(line, '|')) == 3) return true;
	return false;
}

/**
 * @param {string} device
 * @returns {DeviceKind} of a device whose driver names no kind, by what it has in /sys
 */
function kind_by_folder(device) {
	const files = lsdir(`${FOLDER}/${device}`) ?? [];
	const link = from_digits(trim(readfile(`${FOLDER}/${device}/type`, 16) ?? ''));
	if (LINK_TYPES[`a${link}`]) return LINK_TYPES[`a${link}`];
	if (index(files, 'bridge') >= 0 || index(files, 'brif') >= 0) return 'bridge';
	if (index(files, 'bonding') >= 0) return 'bond';
	if (index(files, 'phy80211') >= 0) return 'wifi';
	if (index(files, 'tun_flags') >= 0) return link == ARPHRD_ETHER ? 'tap' : 'tun';
	if (link == null) return index(files, 'device') >= 0 ? 'ethernet' : 'unknown';
	if (link != ARPHRD_ETHER) return 'unknown';
	return length(direct_lowers(device)) > 0 ? 'stacked' : 'ethernet';
}

/**
 * @param {string} device
 * @param {?string} proto  netifd's protocol of the network of which it is the layer-3 device
 * @returns {DeviceKind}
 */
function device_kind(device, proto) {
	const devtype = devtype_of(readfile(`${FOLDER}/${device}/uevent`, 512) ?? '');
	const stated = DEVTYPES[devtype] ?? (is_listed_vlan(device) ? 'vlan' : kind_by_folder(device));
	if (stated == 'ppp' && proto == 'pppoe') return 'pppoe';
	return stated == 'unknown' ? (PROTOCOLS[proto ?? ''] ?? stated) : stated;
}

/**
 * @param {string} device
 * @returns {boolean} whether the kernel has it
 */
function device_exists(device) {
	return index(lsdir(FOLDER) ?? [], device) >= 0;
}

/**
 * @param {string} bridge
 * @returns {string[]} its ports
 */
function bridge_ports(bridge) {
	return lsdir(`${FOLDER}/${bridge}/brif`) ?? direct_lowers(bridge);
}

export { bridge_ports, device_exists, device_kind, direct_lowers };
