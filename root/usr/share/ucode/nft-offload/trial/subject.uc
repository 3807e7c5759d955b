'use strict';

/**
 * What a trial changes in a configuration: the two options of flow offloading, or the alias of a repair. A text is edited by its lines,
 * which keeps every other byte, or else by libuci.
 */

import { copy_option_lines, without_options } from 'nft-offload.firewall.option_lines';
import { booleans_of, parse_config, print_with_options, same } from 'nft-offload.firewall.options';
import { parse_network, parse_zones, print_network, print_zones } from 'nft-offload.firewall.repair_config';
import { add_alias, block_of, join_zone, leave_zones, remove_alias } from 'nft-offload.firewall.repair_text';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').OffloadOptions} OffloadOptions */
/** @typedef {import('nft-offload.firewall.options').RawOptions} RawOptions */
/**
 * What libuci reads of a configuration.
 *
 * @typedef {object} Parsed
 * @property {any} value  of what is tried; null where there is no place for it
 * @property {string} others  all the rest, to be compared
 */
/**
 * @typedef {object} Subject
 * @property {string} config  the name of the package
 * @property {(path: string) => ?Parsed} parse  null where libuci cannot read the file
 * @property {(text: string) => string} without  the text without what is tried, to be compared
 * @property {(text: string, model: string) => ?string} copy  the text with the old value, as `model` has it; null where it is unusual
 * @property {(text: string, tried: boolean) => ?string} print  the text with the tried or the old value, as libuci writes it
 * @property {(value: any) => boolean} is_tried
 * @property {(value: any) => boolean} is_before
 */
/**
 * A repair, or its removal. `zone`: null where none lists the alias and none shall.
 *
 * @typedef {{ network: string, alias: string, zone: ?string, active: boolean, device: string }} RepairPlan
 */

const PROTO = 'none';

/**
 * @param {OffloadOptions} options
 * @returns {RawOptions} as the page sets them
 */
function raw_of(options) {
	return {
		flow_offloading: options.flow_offloading ? '1' : null,
		flow_offloading_hw: options.flow_offloading_hw ? '1' : null
	};
}

/**
 * @param {RawOptions} before
 * @param {OffloadOptions} tried
 * @returns {Subject}
 */
function options_subject(before, tried) {
	return {
		config: 'firewall',
		parse: (path) => {
			const parsed = parse_config(path);
			return parsed == null ? null : { value: parsed.options, others: parsed.others };
		},
		without: without_options,
		copy: copy_option_lines,
		print: (text, is_tried) => print_with_options(text, is_tried ? raw_of(tried) : before),
		is_tried: (value) => value != null && same(booleans_of(value), tried),
		is_before: (value) => same(value, before)
	};
}

/**
 * @param {RepairPlan} plan
 * @returns {string} the section, as it is added
 */
function section_of(plan) {
	const purpose = `Lists the device of ${plan.network} for flow offloading`;
	return `config interface '${plan.alias}'\n\toption proto '${PROTO}'\n\toption device '${plan.device}'\n\toption comment '${purpose}'\n`;
}

/**
 * @param {RepairPlan} plan
 * @returns {Subject} the section of the alias
 */
function network_subject(plan) {
	const present = { proto: PROTO, device: plan.device };
	const is_present = (/** @type {any} */ value) => same(value, present);
	const is_absent = (/** @type {any} */ value) => value == null;
	return {
		config: 'network',
		parse: (path) => parse_network(path, plan.alias),
		without: (text) => remove_alias(text, plan.alias) ?? text,
		copy: (text, model) => {
			const block = block_of(model, plan.alias);
			if (block == null) return null;
			return block == '' ? remove_alias(text, plan.alias) : add_alias(text, plan.alias, block);
		},
		print: (text, is_tried) => print_network(text, plan.alias, is_tried == plan.active ? present : null),
		is_tried: plan.active ? is_present : is_absent,
		is_before: plan.active ? is_absent : is_present
	};
}

/**
 * @param {RepairPlan} plan
 * @param {string} zone
 * @returns {Subject} the alias among the networks of its zone
 */
function zone_subject(plan, zone) {
	const is_value = (/** @type {boolean} */ wanted) => (/** @type {any} */ value) => value === wanted;
	return {
		config: 'firewall',
		parse: (path) => parse_zones(path, plan.alias),
		without: (text) => leave_zones(text, plan.alias) ?? text,
		copy: (text, _model) => (plan.active ? leave_zones(text, plan.alias) : join_zone(text, zone, plan.alias)),
		print: (text, is_tried) => print_zones(text, zone, plan.alias, is_tried == plan.active),
		is_tried: is_value(plan.active),
		is_before: is_value(!plan.active)
	};
}

/**
 * @param {RepairPlan} plan
 * @returns {Subject[]} the configuration that fails first without the other comes first
 */
function repair_subjects(plan) {
	return plan.zone == null ? [network_subject(plan)] : [network_subject(plan), zone_subject(plan, plan.zone)];
}

/**
 * @param {RepairPlan} plan
 * @param {Subject} subject
 * @param {string} text
 * @returns {?string} the text with the repair, or without it
 */
function apply_repair(plan, subject, text) {
	let edited = null;
	if (subject.config == 'network')
		edited = plan.active ? add_alias(text, plan.alias, section_of(plan)) : remove_alias(text, plan.alias);
	else edited = plan.active ? join_zone(text, plan.zone ?? '', plan.alias) : leave_zones(text, plan.alias);
	return edited ?? subject.print(text, true);
}

export { apply_repair, options_subject, repair_subjects };
