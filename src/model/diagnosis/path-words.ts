import type { DeviceKind, Status } from '../../rpc/types/index.ts';
import { type Direction, directionsOf, type Lane } from './directions.ts';

/** A row about a lane: "Downloads on wan (PPPoE)" and what becomes of them. */
export type LaneRow = [label: string, text: string];

/** Internet connections by netifd's protocol, as their providers call them. */
const CONNECTION_NAMES = new Map([
	['pppoe', 'PPPoE'],
	['pppoa', 'PPPoA'],
	['l2tp', 'L2TP'],
	['pptp', 'PPTP'],
	['dslite', 'DS-Lite'],
	['map', 'MAP-E'],
	['6in4', '6in4'],
	['6rd', '6rd'],
	['6to4', '6to4'],
	['wireguard', 'WireGuard'],
	['openvpn', 'OpenVPN'],
]);

/** Those that no protocol names, by the kind of their layer-3 device. */
const KINDS: Partial<Record<DeviceKind, string>> = { pppoe: 'PPPoE', ppp: 'PPP', wireguard: 'WireGuard' };

/** What to call the packets of a lane. `others`: all lanes, which tell whether its family has to be named. */
export function laneName(lane: Lane, others: Lane[]): string {
	const names = lane.networks.map(({ name }) => name).join(', ');
	const about = [connectionName(lane), familyName(lane, others)].filter(Boolean).join(', ');
	const name = about ? `${names} (${about})` : names;
	return packetsName(lane.direction).format(name);
}

function packetsName(direction: Direction): string {
	return direction === 'download' ? _('Downloads on %s') : _('Uploads from %s');
}

function connectionName({ networks, path }: Lane): string {
	const protocol = networks.map(({ proto }) => CONNECTION_NAMES.get(proto ?? '')).find(Boolean);
	const kind = path?.chain[0]?.kind;
	return protocol ?? (kind && KINDS[kind]) ?? '';
}

/** One family of two, as IPv4 of DS-Lite next to native IPv6. */
function familyName({ direction, networks }: Lane, others: Lane[]): string {
	if (direction === 'upload') return '';
	const families = new Set(networks.flatMap((network) => network.default_for));
	const foreign = others.flatMap((lane) => (lane.direction === direction ? lane.networks : []));
	const all = new Set(foreign.flatMap((network) => network.default_for));
	if (families.size !== 1 || all.size < 2) return '';
	return families.has('ipv4') ? 'IPv4' : 'IPv6';
}

/** What becomes of a lane's packets in one sentence. */
export function laneSentence(lane: Lane, others: Lane[]): string {
	const name = laneName(lane, others);
	if (lane.fast) return _('%s bypass the firewall.').format(name);
	if (lane.fast === null) return _('%s may go through the firewall: %s').format(name, unknownText(lane));
	if (lane.path?.arriving.reason === 'ingress_redirect')
		return _(
			'%s go through the firewall because its ingress queue (SQM) takes them off the fast path. SQM keeps working: nothing is wrong.'
		).format(name);
	return _('%s go through the firewall: %s').format(name, slowPathText(lane));
}

/** A sentence for each uplink whose downloads SQM takes off the fast path. */
export function sqmSentences(status: Status): string[] {
	const { lanes = [] } = directionsOf(status) ?? {};
	return lanes
		.filter(({ direction, path }) => direction === 'download' && path?.arriving.reason === 'ingress_redirect')
		.map((lane) => laneSentence(lane, lanes));
}

/** The same as a row of a table. */
export function laneRow(lane: Lane, others: Lane[]): LaneRow {
	return [laneName(lane, others), laneText(lane)];
}

function laneText(lane: Lane): string {
	if (lane.fast) return _('bypass the firewall');
	if (lane.fast === null) return _('unknown: %s').format(unknownText(lane));
	if (lane.path?.arriving.reason === 'ingress_redirect')
		return _('go through the firewall because of the ingress queue (SQM), which keeps working');
	return _('go through the firewall: %s').format(slowPathText(lane));
}

function slowPathText({ path }: Lane): string {
	if (!path) return _('unknown');
	const { reason, listed, needs } = path.arriving;
	switch (reason) {
		case 'no_flowtable':
			return _('the kernel has no flowtable.');
		case 'no_adder':
			return _('no rule adds to the flowtable.');
		case 'no_device':
			return _('the network has no device.');
		case 'too_many_tags':
			return _('the line has more than two VLAN tags and PPPoE headers.');
		case 'tunnel_not_listed':
			return path.chain[0]?.kind === 'sit'
				? _('the device %s is a tunnel that flowtables slow down.').format(path.l3_device)
				: _('the flowtable does not list the device %s.').format(orList(needs));
		default:
			return listed.length > 0
				? _('the flowtable lists %s, the kernel needs %s.').format(listed.join(', '), orList(needs))
				: _('the flowtable does not list %s.').format(orList(needs));
	}
}

function unknownText({ path }: Lane): string {
	switch (path?.arriving.reason) {
		case 'ingress_redirect':
			return _('this depends on the ingress queue (SQM) and on the hardware. Measure it.');
		case 'flowtables_unknown':
			return _('the flowtables could not be read.');
		case 'ingress_unknown':
			return _('the ingress queues could not be read.');
		case 'walk_unknown':
			return _('this depends on the driver of %s. Measure it.').format(path.l3_device);
		default:
			return _('the backend does not tell its path.');
	}
}

/** "wan or pppoe-wan": the deepest device first, as firewall4 lists such ones. */
function orList(devices: string[]): string {
	return [...devices].reverse().join(` ${_('or')} `);
}
