import { reasonText } from '../error-text.ts';
import { type Finding, finding, firstOf, type Help } from '../finding.ts';
import { firewallFlowtable } from '../mode.ts';
import { offeredRepair } from '../repair.ts';
import { type Sides, sidesOf, uplinksOf } from '../topology.ts';
import { countText, percentText } from '../units.ts';
import { type Direction, type DirectionState, type Directions, directionsOf } from './directions.ts';
import type { Known } from './evidence.ts';
import { offloadedNow } from './in-use.ts';
import { reload } from './loaded.ts';
import { isProved, type MeasuredShares, measuredShares, measuredState } from './measured.ts';
import { laneSentence } from './path-words.ts';

type WithSides = Known & { sides: Sides };

/** Check 3: why not every direction takes the fast path; null where all do, or where a side is missing. */
export function judgeCovered(evidence: Known): Finding | null {
	const sides = sidesOf(evidence.status);
	if (!sides) return null;
	return firstOf({ ...evidence, sides }, [
		judgeMissingSides,
		judgeAccessPoint,
		judgeWanDown,
		judgeMissingForwarding,
		judgeEmptyZone,
		judgeMissingDevices,
		judgeLanDown,
		judgeDirections,
	]);
}

/** Why check 3 cannot be judged; null where it can. A measurement knows the directions without any path. */
export function unknownCoverage(evidence: Known): string | null {
	const { status, measured } = evidence;
	const { unknown } = status;
	if (isProved(measured) || (measured && measuredShares(measured))) return null;
	if (!sidesOf(status)) return reasonText(unknown.zones ?? unknown.forwardings);
	if (!status.paths)
		return unknown.paths ? reasonText(unknown.paths) : _('The backend does not tell the paths of packets.');
	return null;
}

/** The state of both directions: what a measurement says overrules the paths. null = nothing is known. */
export function coveredDirections({ status, measured }: Known): Record<Direction, DirectionState> | null {
	const directions = directionsOf(status);
	const shares = measured && measuredShares(measured);
	if (!directions && !shares) return null;
	const of = (direction: Direction) =>
		measuredState(shares, direction) ?? directions?.[direction] ?? 'unknown';
	return { download: of('download'), upload: of('upload') };
}

/** Entries on which the kernel has set the mark show that something is forwarded, whatever routes netifd knows. */
function judgeMissingSides(evidence: WithSides): Finding | null {
	const { sides } = evidence;
	const count = offloadedNow(evidence) ?? 0;
	if (count === 0 || (uplinksOf(sides).length > 0 && sides.lan.length > 0)) return null;
	return finding(
		'sides-unknown',
		'notice',
		N_(
			count,
			'%s connection is offloaded, but it is unknown which networks are WAN and LAN.',
			'%s connections are offloaded, but it is unknown which networks are WAN and LAN.'
		).format(countText(count)),
		{ kind: 'measure' }
	);
}

function judgeAccessPoint({ status, sides }: WithSides): Finding | null {
	const routes = status.zones?.some((zone) => zone.masq) || (status.forwardings?.length ?? 0) > 0;
	if (sides.wan.length > 0 || routes) return null;
	return finding(
		'access-point',
		'info',
		_(
			'This device does not route between networks, so there is nothing to offload. Traffic within one network is switched.'
		)
	);
}

function judgeWanDown({ sides }: WithSides): Finding | null {
	if (sides.wan.length > 0) return null;
	return finding('wan-down', 'info', _('No network has a route to the Internet right now.'), {
		kind: 'page',
		label: _('Open the Interfaces page'),
		path: 'admin/network/network',
	});
}

function judgeMissingForwarding({ sides }: WithSides): Finding | null {
	if (sides.lanZones.length > 0) return null;
	return finding(
		'no-forwarding',
		'info',
		_('No firewall zone is allowed to forward to the Internet, so nothing is routed.'),
		zonePage()
	);
}

function judgeEmptyZone({ sides }: WithSides): Finding | null {
	const empty = sides.lanZones.filter((zone) => zone.networks.length === 0);
	if (sides.lan.length > 0 || empty.length === 0) return null;
	const names = empty.map((zone) => zone.name).join(', ');
	return finding('zone-empty', 'warning', _('The zone %s has no network.').format(names), zonePage());
}

function judgeMissingDevices({ status }: WithSides): Finding | null {
	const devices = firewallFlowtable(status.flowtables ?? [])?.devices;
	if (!devices || devices.length > 0) return null;
	return finding('no-devices', 'danger', _('The flowtable has no devices.'), zonePage());
}

function judgeLanDown({ sides }: WithSides): Finding | null {
	if (sides.lan.length > 0) return null;
	return finding('lan-down', 'info', _('No local network is up right now.'), {
		kind: 'page',
		label: _('Open the Interfaces page'),
		path: 'admin/network/network',
	});
}

function judgeDirections(evidence: WithSides): Finding | null {
	const states = coveredDirections(evidence);
	if (!states) return null;
	const { download, upload } = states;
	if (download === 'fast-path' && upload === 'fast-path') return null;
	const words = sentencesOf(evidence, states);
	const help = helpFor(evidence, states);
	if (download === 'slow-path' && upload === 'slow-path')
		return finding('not-covered', 'danger', words, help);
	if (download === 'slow-path' && upload === 'fast-path')
		return finding('uploads-only', 'notice', words, help);
	if (upload === 'slow-path' && download === 'fast-path')
		return finding('downloads-only', 'notice', words, help);
	if (download === 'unknown' || upload === 'unknown')
		return finding('direction-unknown', 'notice', words, { kind: 'measure' });
	return finding('partly', 'notice', words, help);
}

/** One sentence for each network whose packets do not take the fast path, or for a measured direction. */
function sentencesOf({ status, measured }: Known, states: Record<Direction, DirectionState>): string {
	const shares = measured && measuredShares(measured);
	const directions = directionsOf(status);
	return (['download', 'upload'] as const)
		.filter((direction) => states[direction] !== 'fast-path')
		.flatMap((direction) => directionSentences(direction, directions, shares))
		.join(' ');
}

function directionSentences(
	direction: Direction,
	directions: Directions | null,
	shares: MeasuredShares | null
): string[] {
	const lanes = directions?.lanes ?? [];
	const slowPath = lanes.filter((lane) => lane.direction === direction && lane.fast !== true);
	if (slowPath.length > 0) return slowPath.map((lane) => laneSentence(lane, lanes));
	const share = shares?.[direction] ?? null;
	if (share === null) return [];
	return [
		(direction === 'download'
			? _('Measured: only %s of the downloads bypassed the firewall.')
			: _('Measured: only %s of the uploads bypassed the firewall.')
		).format(percentText(share)),
	];
}

/** firewall4 lists the device of a network of a zone that exists while it loads: a reload adds what is missing. */
function helpFor({ status }: Known, states: Record<Direction, DirectionState>): Help {
	const late = directionsOf(status)?.lanes.some(
		({ direction, networks, path }) =>
			states[direction] !== 'fast-path' &&
			networks.some(({ device }) => device !== null && path?.arriving.needs.includes(device))
	);
	if (late) return reload();
	const repair = offeredRepair(status);
	return repair ? { kind: 'repair', network: repair.network } : { kind: 'measure' };
}

function zonePage(): Help {
	return { kind: 'page', label: _('Open the zone settings'), path: 'admin/network/firewall' };
}
