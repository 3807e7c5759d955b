'use strict';

/** Words about hardware engines, as on the page (src/model/engine-words.ts). */

/** @typedef {import('../../../../../../src/rpc/types/index.ts').EngineReading} EngineReading */
/** @typedef {import('../../../../../../src/rpc/types/environment.ts').Environment} Environment */

const NAMES = {
	mtk_ppe: 'MediaTek PPE',
	airoha_ppe: 'Airoha PPE',
	qca_ppe: 'Qualcomm PPE',
	qcom_ppe: 'Qualcomm PPE'
};

/** @type {Record<string, string>} */
const REJECTIONS = {
	ingress_not_switch_port: 'arrives on a device outside the switch, such as Wi-Fi',
	ingress_vlan_domain: 'arrives in a VLAN that the switch does not handle',
	unsupported_match: 'cannot be matched by the hardware',
	unsupported_protocol: 'has a protocol that the hardware does not handle',
	unsupported_action: 'needs a change that the hardware cannot make, such as a second VLAN tag',
	no_egress_l2_header: 'lacks the address of the next device',
	egress_not_switch_port: 'leaves through a device outside the switch, such as Wi-Fi',
	egress_is_ingress: 'leaves through the port on which it arrives',
	snat_and_dnat: 'needs both of its addresses translated',
	ipv6_nat: 'needs NAT for IPv6',
	table_full: 'found the table full',
	hardware_op_failed: 'made the hardware report an error'
};

/**
 * @param {EngineReading} engine
 * @returns {string}
 */
function engine_text(engine) {
	if (engine.kind == 'qcom_ppe') return 'unknown: this driver does not list what it forwards';
	if (engine.bound == null) return 'unknown';
	const one = engine.bound == 1;
	const facts = [`${engine.bound} ${one ? 'entry forwards' : 'entries forward'} without the CPU`];
	const unbound = engine.unbound ?? 0;
	if (unbound > 0) push(facts, `${unbound} ${unbound == 1 ? 'is' : 'are'} only watched`);
	if (engine.moving === 0 && engine.bound > 0) push(facts, 'none has counted a packet');
	if (engine.capacity != null) push(facts, `room for ${engine.capacity}`);
	return `${engine.complete ? '' : 'at least: '}${join(', ', facts)}`;
}

/**
 * @param {EngineReading[]} engines
 * @returns {[label: string, value: string][]}
 */
function engine_rows(engines) {
	/** @type {[label: string, value: string][]} */
	const rows = [];
	for (let engine in engines) {
		const name = `${NAMES[engine.kind]} (${engine.folder})`;
		push(rows, [name, engine_text(engine)]);
		const rejected = map(
			engine.rejected ?? [],
			(one) => `${one.flows}: ${REJECTIONS[one.reason] ?? one.reason}`
		);
		if (length(rejected) > 0) push(rows, [`Rejected by ${name}`, join('; ', rejected)]);
	}
	return rows;
}

/**
 * @param {Environment} environment
 * @returns {string}
 */
function wed_text(environment) {
	const attached = environment.wed_attached;
	if (environment.wed == null) return 'unknown';
	if (environment.wed == 'off') return 'Off';
	if (attached == null) return 'On, unknown whether a Wi-Fi card uses it';
	return attached ? 'On, and a Wi-Fi card uses it' : 'On, but no Wi-Fi card uses it';
}

/**
 * @param {Environment['npu']} npu
 * @returns {string}
 */
function npu_text(npu) {
	if (npu == null) return 'unknown';
	if (npu == 'running') return 'Running';
	return npu == 'stopped' ? 'Not running' : 'Not running: its firmware is not installed';
}

/**
 * @param {Environment} environment
 * @returns {[label: string, value: string][]} rows for WED and the network processor, where they exist
 */
function partner_rows(environment) {
	/** @type {[label: string, value: string][]} */
	const rows = [];
	if (environment.wed != 'absent') push(rows, ['Wireless Ethernet Dispatch (WED)', wed_text(environment)]);
	if (environment.npu != 'absent') push(rows, ['Network processor (NPU)', npu_text(environment.npu)]);
	return rows;
}

export { engine_rows, partner_rows };
