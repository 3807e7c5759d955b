'use strict';

/**
 * Conflicts with offloading that are critical or high, by the rules of the page (src/model/conflicts) and under its ids. Its other rules
 * are for people only.
 */

import { has_bypass_tool, keeps_first_packets } from 'nft-offload.environment.bypass_tools';
import {
	has_enabled,
	has_own_rules,
	has_queue_table,
	is_off,
	is_running,
	wan_of
} from 'nft-offload.environment.queries';
import {
	has_sqm_in_software,
	has_unknown_shaper,
	MARKING,
	QUEUEING,
	uses_qosmate
} from 'nft-offload.environment.shaping';
import { is_within } from 'nft-offload.environment.version_range';
import { mode_of } from 'nft-offload.firewall.mode';
import { items_where } from 'nft-offload.lib.list';
import { ENGINES } from 'nft-offload.system.driver';

/** @typedef {import('nft-offload.environment.queries').Router} Router */
/**
 * mode: 'any' also while offloading is off. critical: else high. kernel: the versions that have it.
 *
 * @typedef {{ id: string, mode: 'any' | 'both' | 'software' | 'hardware', critical?: boolean, kernel?: { from: string, until: string }[],
 *   when: (router: Router) => boolean }} Rule
 */

/** The engine of MediaTek's SDK, which writes the same registers as the kernel's own driver. */
const HNAT = ENGINES.mtk_hnat.modules;

/**
 * @param {Router} router
 * @param {boolean} hnat  that of MediaTek's SDK, or all others
 * @returns {boolean}
 */
function has_engine(router, hnat) {
	const engines = router.status.accelerators ?? [];
	return length(items_where(engines, (name) => index(HNAT, name) >= 0 == hnat)) > 0;
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
