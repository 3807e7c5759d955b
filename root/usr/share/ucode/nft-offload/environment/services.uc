'use strict';

import { error, lsdir, readfile } from 'fs';
import { known_reasons, reason_of_error } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Environment} Environment */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').ServiceName} ServiceName */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').ProcessName} ProcessName */

const SCRIPTS = '/etc/init.d';
const LINKS = '/etc/rc.d';
const PROCESSES = '/proc';

/**
 * Every name of the wire type, so that the checker finds one that is missing.
 *
 * @type {Record<ServiceName, 1>}
 */
const SERVICE_NAMES = {
	sqm: 1,
	qosmate: 1,
	qosify: 1,
	dscpclassify: 1,
	'nft-qos': 1,
	eqos: 1,
	qos: 1,
	qos_gargoyle: 1,
	wshaper: 1,
	mwan3: 1,
	pbr: 1,
	nlbwmon: 1,
	wrtbwmon: 1,
	iptmon: 1,
	bandwidthd: 1,
	vnstat: 1,
	collectd: 1,
	netifyd: 1,
	snort: 1,
	suricata: 1,
	ntopng: 1,
	appfilter: 1,
	zapret: 1,
	zapret2: 1,
	b4: 1,
	youtubeUnblock: 1,
	byedpi: 1,
	podkop: 1,
	openclash: 1,
	passwall: 1,
	passwall2: 1,
	shadowsocksr: 1,
	homeproxy: 1,
	'sing-box': 1,
	dae: 1,
	daed: 1,
	nikki: 1,
	ipsec: 1,
	swanctl: 1,
	timecontrol: 1,
	accesscontrol: 1,
	irqbalance: 1,
	dockerd: 1,
	turboacc: 1
};

/**
 * As above.
 *
 * @type {Record<ProcessName, 1>}
 */
const PROCESS_NAMES = {
	nfqws: 1,
	nfqws2: 1,
	b4: 1,
	tpws: 1,
	youtubeUnblock: 1,
	ciadpi: 1,
	netifyd: 1,
	ntopng: 1,
	snort: 1,
	suricata: 1,
	charon: 1,
	pluto: 1,
	openvpn: 1,
	'sing-box': 1,
	mihomo: 1,
	clash: 1,
	xray: 1,
	v2ray: 1,
	dae: 1,
	daed: 1,
	'ss-redir': 1,
	nlbwmon: 1,
	bandwidthd: 1,
	vnstatd: 1,
	collectd: 1,
	irqbalance: 1,
	dockerd: 1,
	iperf: 1,
	iperf3: 1,
	netperf: 1,
	speedtest: 1,
	'librespeed-cli': 1
};

/**
 * @param {string[]} links  names in /etc/rc.d, such as 'S19firewall'
 * @param {string} service
 * @returns {boolean} whether one of them starts it
 */
function starts(links, service) {
	for (let link in links) {
		if (substr(link, 0, 1) == 'S' && substr(link, 3) == service) return true;
	}
	return false;
}

/** @returns {{ names: ?ProcessName[], reason: ?import('../../../../../../src/rpc/types/index.ts').Reason }} */
function read_processes() {
	const folders = lsdir(PROCESSES);
	if (folders == null) return { names: null, reason: reason_of_error(PROCESSES, error()) };
	/** @type {ProcessName[]} */
	const names = [];
	for (let folder in folders) {
		if (!match(folder, /^[0-9]+$/)) continue;
		// One that has ended meanwhile has no file any more.
		const name = trim(readfile(`${PROCESSES}/${folder}/comm`, 16) ?? '');
		if (exists(PROCESS_NAMES, name) && index(names, /** @type {ProcessName} */ (name)) < 0)
			push(names, /** @type {ProcessName} */ (name));
	}
	return { names, reason: null };
}

/**
 * What is installed, what starts at boot and what runs, of fixed lists.
 *
 * @returns {{ facts: Pick<Environment, 'firewall_enabled' | 'services' | 'processes'>, unknown: Environment['unknown'] }}
 */
function read_programs() {
	const links = lsdir(LINKS);
	const no_links = links == null ? reason_of_error(LINKS, error()) : null;
	const scripts = lsdir(SCRIPTS);
	const no_scripts = scripts == null ? reason_of_error(SCRIPTS, error()) : null;
	const running = read_processes();
	/** @type {Environment['services']} */
	const services = [];
	for (let name in SERVICE_NAMES) {
		if (index(scripts ?? [], name) >= 0) push(services, { name, enabled: starts(links ?? [], name) });
	}
	return {
		facts: {
			firewall_enabled: links == null ? null : starts(links, 'firewall'),
			services: links == null || scripts == null ? null : services,
			processes: running.names
		},
		unknown: known_reasons({
			firewall_enabled: no_links,
			services: no_scripts ?? no_links,
			processes: running.reason
		})
	};
}

export { read_programs };
