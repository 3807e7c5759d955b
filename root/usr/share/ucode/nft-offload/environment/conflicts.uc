'use strict';

/**
 * Conflicts with offloading that are critical or high, by the rules of the page (src/model/conflicts) and under its ids. Its other rules
 * are for people only.
 */

import { is_within } from 'nft-offload.environment.version_range';
import { mode_of } from 'nft-offload.firewall.mode';
import { sides_of } from 'nft-offload.firewall.sides';
import { items_where } from 'nft-offload.lib.list';
import { ENGINES } from 'nft-offload.system.driver';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Status} Status */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').ZoneNetwork} ZoneNetwork */
/** @typedef {import('../../../../../../src/rpc/types/environment.ts').Environment} Environment */
/** @typedef {import('../../../../../../src/rpc/types/environment.ts').ChainStatements} Chain */
/** @typedef {{ status: Status, environment: Environment }} Router */
/**
 * mode: 'any' also while offloading is off. critical: else high. kernel: the versions that have it.
 *
 * @typedef {{ id: string, mode: 'any' | 'both' | 'software' | 'hardware', critical?: boolean, kernel?: { from: string, until: string }[],
 *   when: (router: Router) => boolean }} Rule
 */

/** Hooks that packets of an offloaded connection do not reach. */
const BYPASSED = ['prerouting', 'forward', 'postrouting'];
/** What the names of tables and chains of programs begin with that have a rule of their own, or none on purpose. */
const PROGRAM_TABLES = [
	'b4',
	'banip',
	'crowdsec',
	'dae',
	'dscpclassify',
	'dscptag',
	'filter',
	'homeproxy',
	'mangle',
	'mihomo',
	'miniupnpd',
	'mwan3',
	'nat',
	'nikki',
	'openclash',
	'passwall',
	'pbr',
	'podkop',
	'psw',
	'qosmate',
	'raw',
	'security',
	'shadowsocksr',
	'sing-box',
	'singbox',
	'snort',
	'suricata',
	'zapret'
];
const PROGRAM_CHAINS = ['homeproxy', 'nss_', 'openclash', 'pbr_', 'psw', 'upnp_', 'youtubeunblock'];
/** Queueing disciplines that hold traffic back, in software, and those that switches and network cards have too. */
const SHAPERS = ['cake', 'cake_mq', 'htb', 'hfsc', 'tbf'];
const HARDWARE_SHAPERS = [...SHAPERS, 'ets', 'prio', 'mqprio'];
/** The engine of MediaTek's SDK, which writes the same registers as the kernel's own driver. */
const HNAT = ENGINES.mtk_hnat.modules;

/**
 * @param {any[]} list
 * @param {any[]} others
 * @returns {boolean} whether they have one in common
 */
function share_one(list, others) {
	for (let item in list) if (index(others, item) >= 0) return true;
	return false;
}

/**
 * @param {Router} router
 * @param {string[]} names
 * @returns {boolean} whether one of these services starts at boot
 */
function has_enabled(router, names) {
	const found = items_where(
		router.environment.services ?? [],
		(one) => one.enabled && index(names, one.name) >= 0
	);
	return length(found) > 0;
}

/**
 * @param {Router} router
 * @param {string} name
 * @returns {boolean} a service that is installed but does not start at boot: its configuration has no effect
 */
function is_disabled(router, name) {
	return (
		length(items_where(router.environment.services ?? [], (one) => one.name == name && !one.enabled)) > 0
	);
}

/**
 * @param {Router} router
 * @param {string[]} names
 * @returns {boolean}
 */
function is_running(router, names) {
	return share_one(router.environment.processes ?? [], names);
}

/**
 * @param {Router} router
 * @returns {boolean} once it is on, the verdict says what it lacks
 */
function is_off(router) {
	return router.status.requested?.flow_offloading === false;
}

/**
 * @param {Chain} chain
 * @returns {boolean} whether offloaded packets would go through it; one to which no jump was seen may have one
 */
function is_bypassed(chain) {
	if (index(['inet', 'ip', 'ip6'], chain.family) < 0) return false;
	return length(chain.hooks) == 0 || share_one(chain.hooks, BYPASSED);
}

/**
 * @param {string} name
 * @param {string[]} prefixes  in small letters
 * @returns {boolean}
 */
function begins_with(name, prefixes) {
	const small = lc(name);
	for (let prefix in prefixes) if (substr(small, 0, length(prefix)) == prefix) return true;
	return false;
}

/**
 * @param {Router} router
 * @param {string[]} kinds
 * @returns {boolean} whether a chain that somebody wrote for this router has statements of these kinds that later packets would meet
 */
function has_own_rules(router, kinds) {
	for (let chain in router.environment.statements ?? []) {
		if (
			!is_bypassed(chain) ||
			begins_with(chain.table, PROGRAM_TABLES) ||
			begins_with(chain.chain, PROGRAM_CHAINS)
		)
			continue;
		for (let kind in chain.kinds) if (index(kinds, kind) >= 0 && index(chain.new_only, kind) < 0) return true;
	}
	return false;
}

/**
 * @param {Router} router
 * @param {string[]} prefixes  of the names of tables
 * @returns {boolean} whether such a table hands packets to a program
 */
function has_queue_table(router, prefixes) {
	const found = items_where(
		router.environment.statements ?? [],
		(chain) => index(chain.kinds, 'queue') >= 0 && is_bypassed(chain) && begins_with(chain.table, prefixes)
	);
	return length(found) > 0;
}

/**
 * @param {Router} router
 * @returns {ZoneNetwork[]} networks of the WAN side
 */
function wan_of(router) {
	return sides_of(router.status)?.wan ?? [];
}

/**
 * @param {Router} router
 * @returns {string[]} the devices that traffic to the Internet passes
 */
function wan_devices(router) {
	/** @type {string[]} */
	const devices = [];
	for (let network in wan_of(router)) {
		for (let device in [network.l3_device, network.device]) if (device != null) push(devices, device);
		push(devices, ...network.lower_devices);
	}
	return devices;
}

/**
 * @param {Router} router
 * @param {string} device
 * @returns {string[]} kinds of queues on it that shape in software
 */
function software_shapers(router, device) {
	/** @type {string[]} */
	const kinds = [];
	for (let queues in router.environment.qdiscs ?? []) {
		if (queues.device != device) continue;
		for (let kind in queues.kinds)
			if (index(SHAPERS, kind) >= 0 && index(queues.offloaded, kind) < 0) push(kinds, kind);
	}
	return kinds;
}

/**
 * @param {Router} router
 * @returns {string[]} devices that SQM shapes: queues that are enabled, and cake with several queues
 */
function sqm_devices(router) {
	const configured = is_disabled(router, 'sqm') ? [] : (router.environment.sqm ?? []);
	const found = items_where(
		wan_devices(router),
		(device) => index(software_shapers(router, device), 'cake_mq') >= 0
	);
	return [...configured, ...found];
}

/**
 * @param {Router} router
 * @param {string} device
 * @returns {boolean} whether its SQM queue is in the hardware, which applies it to what it forwards too
 */
function is_in_hardware(router, device) {
	if (index(router.environment.sqm_in_hardware ?? [], device) >= 0) return true;
	if (length(software_shapers(router, device)) > 0) return false;
	for (let queues in router.environment.qdiscs ?? [])
		if (queues.device == device && share_one(queues.offloaded, HARDWARE_SHAPERS)) return true;
	return false;
}

/**
 * @param {Router} router
 * @returns {boolean}
 */
function has_sqm_in_software(router) {
	return length(items_where(sqm_devices(router), (device) => !is_in_hardware(router, device))) > 0;
}

/**
 * @param {Router} router
 * @returns {boolean}
 */
function uses_qosmate(router) {
	return router.environment.qosmate === true && !is_disabled(router, 'qosmate');
}

/** Services that shape with nftables or with marks that it sets, and those that shape by queues alone. */
const MARKING = ['nft-qos', 'qos', 'qos_gargoyle'];
const QUEUEING = ['eqos', 'wshaper', 'qosify'];

/**
 * @param {Router} router
 * @returns {boolean} a shaper on a device to the Internet that none of the known services has set up
 */
function has_unknown_shaper(router) {
	if (
		length(sqm_devices(router)) > 0 ||
		has_enabled(router, [...MARKING, ...QUEUEING]) ||
		uses_qosmate(router)
	)
		return false;
	return (
		length(items_where(wan_devices(router), (device) => length(software_shapers(router, device)) > 0)) > 0
	);
}

/**
 * @param {Router} router
 * @param {boolean} hnat  that of MediaTek's SDK, or all others
 * @returns {boolean}
 */
function has_engine(router, hnat) {
	const engines = router.status.accelerators ?? [];
	return length(items_where(engines, (name) => index(HNAT, name) >= 0 == hnat)) > 0;
}

/**
 * @param {Status} status
 * @returns {boolean} while offloading is off, what is requested is what will be loaded with it
 */
function except_first_packets(status) {
	const exceptions = status.exceptions;
	if (exceptions == null || exceptions.requested.first_packets == 0 || length(exceptions.invalid) > 0)
		return false;
	const is_next = status.flowtables != null && length(status.flowtables) == 0 && exceptions.included === true;
	return exceptions.loaded == 'requested' || is_next;
}

/**
 * @param {string} text  of a rule
 * @returns {boolean} whether it lets the first packets pass
 */
function passes_first_packets(text) {
	return index(text, 'ct original packets') >= 0 || index(text, 'ct original bytes') >= 0;
}

/**
 * @param {Status} status
 * @returns {boolean} whether DPI-bypass tools get their packets: the rules that offload let them pass, or the tool itself offloads
 */
function keeps_first_packets(status) {
	if (except_first_packets(status)) return true;
	if (length(items_where(status.forward_rules ?? [], (rule) => passes_first_packets(rule.text))) > 0)
		return true;
	const adders = items_where(status.adders ?? [], (adder) => adder.reached);
	const keeping = items_where(
		adders,
		(adder) => index(['zapret', 'b4'], adder.owner) >= 0 || passes_first_packets(adder.text)
	);
	return length(adders) > 0 && length(keeping) == length(adders);
}

/**
 * @param {Router} router
 * @returns {boolean}
 */
function has_bypass_tool(router) {
	return (
		has_enabled(router, ['zapret', 'zapret2', 'youtubeUnblock', 'b4']) ||
		is_running(router, ['nfqws', 'nfqws2', 'youtubeUnblock', 'b4']) ||
		has_queue_table(router, ['b4', 'zapret', 'youtubeunblock'])
	);
}

/** @type {Rule[]} */
const RULES = [
	{
		id: 'firewall-stopped',
		mode: 'both',
		critical: true,
		when: (router) => is_off(router) && router.status.firewall_loaded === false
	},
	{
		id: 'module-missing',
		mode: 'both',
		critical: true,
		when: (router) => is_off(router) && router.status.module == 'missing'
	},
	{ id: 'vendor-hnat', mode: 'hardware', critical: true, when: (router) => has_engine(router, true) },
	{
		id: 'l2tp-hardware',
		mode: 'hardware',
		critical: true,
		kernel: [
			{ from: '0', until: '6.12.94' },
			{ from: '6.13', until: '6.18.22' }
		],
		when: (router) =>
			length(
				items_where(
					wan_of(router),
					(network) => network.default_route && index(['l2tp', 'pptp'], network.proto) >= 0
				)
			) > 0
	},
	{ id: 'sqm-hardware', mode: 'hardware', critical: true, when: has_sqm_in_software },
	{ id: 'qosmate-hardware', mode: 'hardware', critical: true, when: uses_qosmate },
	{
		id: 'firewall-disabled',
		mode: 'both',
		when: (router) => router.environment.firewall_enabled === false && router.status.firewall_loaded === true
	},
	{
		id: 'hardware-alone',
		mode: 'any',
		when: (router) => router.status.requested?.flow_offloading_hw === true && is_off(router)
	},
	{ id: 'vendor-hnat-software', mode: 'software', when: (router) => has_engine(router, true) },
	{
		id: 'second-engine',
		mode: 'both',
		when: (router) => has_engine(router, false) || has_enabled(router, ['turboacc'])
	},
	{
		id: 'wed-timeout',
		mode: 'hardware',
		kernel: [{ from: '6.18', until: '6.18.31' }],
		when: (router) => router.environment.wed == 'on'
	},
	{
		id: 'xmit-path',
		mode: 'software',
		kernel: [{ from: '6.18.45', until: '6.18.52' }],
		when: (router) => index(router.status.system.target ?? '', 'mediatek/filogic') == 0
	},
	{ id: 'qosmate-software', mode: 'software', when: uses_qosmate },
	{
		id: 'priority-rules',
		mode: 'both',
		when: (router) =>
			has_enabled(router, ['dscpclassify']) ||
			has_own_rules(router, ['dscp']) ||
			(router.environment.firewall_rules?.dscp ?? 0) > 0
	},
	{ id: 'shaper-marks', mode: 'both', when: (router) => has_enabled(router, MARKING) },
	{ id: 'shaper-hardware', mode: 'hardware', when: (router) => has_enabled(router, QUEUEING) },
	{ id: 'unknown-shaper-hardware', mode: 'hardware', when: has_unknown_shaper },
	{ id: 'limit-rules', mode: 'both', when: (router) => has_own_rules(router, ['limit', 'quota']) },
	{
		id: 'unblockers',
		mode: 'both',
		when: (router) => !keeps_first_packets(router.status) && has_bypass_tool(router)
	},
	{
		id: 'intrusion-prevention',
		mode: 'both',
		when: (router) =>
			has_enabled(router, ['snort', 'suricata']) ||
			is_running(router, ['snort', 'suricata']) ||
			has_queue_table(router, ['snort', 'suricata'])
	},
	{ id: 'queue-rules', mode: 'both', when: (router) => has_own_rules(router, ['queue']) },
	{
		id: 'parental-control',
		mode: 'both',
		when: (router) => has_enabled(router, ['timecontrol', 'accesscontrol']) || has_own_rules(router, ['time'])
	}
];

/**
 * @param {Rule} rule
 * @param {Router} router
 * @returns {boolean} whether it applies to this router, in whatever mode; what is unknown never makes one apply
 */
function applies(rule, router) {
	if (rule.kernel != null && !is_within(router.status.system.kernel, rule.kernel)) return false;
	return rule.when(router);
}

/**
 * @param {Router} router
 * @param {?string} mode
 * @returns {Rule[]} that apply in this mode, the worst first; while offloading is off, those of software
 */
function rules_in(router, mode) {
	const modes = ['any', 'both', mode == 'hardware' ? 'hardware' : 'software'];
	return items_where(RULES, (rule) => index(modes, rule.mode) >= 0 && applies(rule, router));
}

/**
 * @param {Router} router
 * @returns {string[]} ids of the conflicts with the mode that is enabled
 */
function find_conflicts(router) {
	return map(rules_in(router, mode_of(router.status.requested)), (rule) => rule.id);
}

/**
 * @param {Router} router
 * @param {string} mode  that is about to be enabled
 * @returns {string[]} ids of its critical conflicts
 */
function find_critical(router, mode) {
	return map(
		items_where(rules_in(router, mode), (rule) => rule.critical === true),
		(rule) => rule.id
	);
}

export { find_conflicts, find_critical };
