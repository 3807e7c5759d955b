import type { EngineKind, EngineReading, Environment, RejectedFlows, Status } from '../rpc/types/index.ts';
import * as model from './index.ts';

/** What the details of the overview and the report say of hardware engines. A LuCI module of its own, fetched when they are shown. */

const NAMES: Record<EngineKind, string> = {
	mtk_ppe: 'MediaTek PPE',
	airoha_ppe: 'Airoha PPE',
	qca_ppe: 'Qualcomm PPE',
	qcom_ppe: 'Qualcomm PPE',
};

/** "MediaTek PPE (ppe0)" */
export function engineName({ kind, folder }: EngineReading): string {
	return `${NAMES[kind]} (${folder})`;
}

/** What the hardware engines hold and what they have rejected, and whether Wi-Fi and the network processor take part. */
export function engineRows(
	{ engines, system, unknown }: Status,
	environment: Environment | null = null
): model.Row[] {
	const rows = (engines ?? []).flatMap((engine): model.Row[] => [
		[engineName(engine), engineText(engine)],
		...(engine.rejected?.length
			? [[_('Rejected by %s').format(engineName(engine)), rejectedText(engine.rejected)] as model.Row]
			: []),
	]);
	const none: model.Row[] =
		rows.length > 0 ? [] : [[_('Hardware engines'), model.listText(engines && [], unknown.engines)]];
	return [...none, ...rows, ...switchRows(system), ...(environment ? partnerRows(environment) : [])];
}

function engineText({ kind, bound, unbound, moving, capacity, complete }: EngineReading): string {
	if (kind === 'qcom_ppe') return _('unknown: this driver does not list what it forwards');
	if (bound === null) return _('unknown');
	const forwarding = N_(
		bound,
		'%s entry forwards without the CPU',
		'%s entries forward without the CPU'
	).format(model.countText(bound));
	const watched = unbound
		? N_(unbound, '%s is only watched', '%s are only watched').format(model.countText(unbound))
		: '';
	const room = capacity === null ? '' : _('room for %s').format(model.countText(capacity));
	// As seen with a driver whose entries never matched (openwrt/openwrt#24178).
	const idle = moving === 0 && bound > 0 ? _('none has counted a packet') : '';
	const facts = [forwarding, watched, idle, room].filter((text) => text !== '').join(', ');
	return complete ? facts : _('at least: %s').format(facts);
}

/** "31: leaves through a device outside the switch, such as Wi-Fi; 12: …" */
export function rejectedText(rejected: RejectedFlows[]): string {
	return rejected
		.map(({ reason, flows }) => _('%s: %s').format(model.countText(flows), rejectionText(reason)))
		.join('; ');
}

/** Why a flow was rejected, for people; what a newer driver says stays as it is. The command line has the same words (engine_words.uc). */
export function rejectionText(reason: string): string {
	const words = new Map([
		['ingress_not_switch_port', _('arrives on a device outside the switch, such as Wi-Fi')],
		['ingress_vlan_domain', _('arrives in a VLAN that the switch does not handle')],
		['unsupported_match', _('cannot be matched by the hardware')],
		['unsupported_protocol', _('has a protocol that the hardware does not handle')],
		['unsupported_action', _('needs a change that the hardware cannot make, such as a second VLAN tag')],
		['no_egress_l2_header', _('lacks the address of the next device')],
		['egress_not_switch_port', _('leaves through a device outside the switch, such as Wi-Fi')],
		['egress_is_ingress', _('leaves through the port on which it arrives')],
		['snat_and_dnat', _('needs both of its addresses translated')],
		['ipv6_nat', _('needs NAT for IPv6')],
		['table_full', _('found the table full')],
		['hardware_op_failed', _('made the hardware report an error')],
	]);
	return words.get(reason) ?? reason;
}

/** Realtek's larger switches follow the routing table, and know nothing of flowtables. */
function switchRows({ target }: Status['system']): model.Row[] {
	if (!target?.startsWith('realtek/')) return [];
	return [
		[
			_('Routing in the switch'),
			_('possible without the CPU; this is not flow offloading, and no connection is counted for it'),
		],
	];
}

function partnerRows({ wed, wed_attached, npu, unknown }: Environment): model.Row[] {
	const rows: model.Row[] = [];
	if (wed !== 'absent') rows.push([_('Wireless Ethernet Dispatch (WED)'), wedText()]);
	if (npu !== 'absent') rows.push([_('Network processor (NPU)'), npuText()]);
	return rows;

	function wedText(): string {
		if (wed === null) return model.reasonText(unknown.wed);
		if (wed === 'off') return _('Off', 'WED');
		if (wed_attached === null)
			return _('On, unknown whether a Wi-Fi card uses it: %s').format(model.reasonText(unknown.wed_attached));
		return wed_attached ? _('On, and a Wi-Fi card uses it') : _('On, but no Wi-Fi card uses it');
	}

	function npuText(): string {
		if (npu === null) return model.reasonText(unknown.npu);
		if (npu === 'running') return _('Running', 'NPU');
		return npu === 'stopped' ? _('Not running') : _('Not running: its firmware is not installed');
	}
}
