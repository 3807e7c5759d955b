import type { ResultLine, Status, StoredResult } from '../rpc/types/index.ts';
import * as model from './index.ts';

/** From this share of bypassed bytes on a result says that offloading worked. */
const GOOD_SHARE = 0.5;
/** Seconds since 1970, in 2020: a router that has not asked for the time yet is further back. */
export const PLAUSIBLE = 1_577_836_800;
/** Uplinks that a result holds. */
const MOST_UPLINKS = 4;

/** What a result is compared with; null = unknown, which is no difference. */
interface Present {
	release: string | null;
	kernel: string | null;
	firewall4: string | null;
	/** Of firewall4's flowtable while it is loaded in the mode of the result. */
	devices: string[] | null;
	/** Protocols of the networks with a default route. */
	protocols: string[] | null;
}

/**
 * What has changed since offloading last worked in the mode that is enabled. null where nothing has, as far as is known, where it never
 * worked, or where it was measured since in this environment. `results`: the newest first.
 */
export function recall(status: Status, results: StoredResult[]): model.Finding | null {
	const sameMode = resultsOfMode(status, results);
	const at = sameMode.findIndex(isGood);
	const good = sameMode[at];
	if (!good) return null;
	const present = presentOf(status, good.mode);
	if (sameMode.slice(0, at).some((newer) => isMeasured(newer) && changesSince(newer, present).length === 0))
		return null;
	const [first, ...others] = changesSince(good, present);
	if (!first) return null;
	const text = [workedWords(good, present.release), first.text, ...others.map((change) => change.text)].join(
		' '
	);
	return model.finding(first.id, 'notice', text, { kind: 'measure' });
}

/** Those of the mode that is enabled; where it never ran, as hardware on a router without any, those of the mode that is loaded. */
function resultsOfMode(status: Status, results: StoredResult[]): StoredResult[] {
	const enabled = status.requested ? model.modeOf(status.requested) : 'off';
	if (enabled === 'off') return [];
	const found = results.filter(({ mode }) => mode === enabled);
	const loaded = model.loadedMode(status);
	return found.length > 0 || loaded === 'off' ? found : results.filter(({ mode }) => mode === loaded);
}

function isGood(result: StoredResult): boolean {
	return (model.bypassedShare(result) ?? 0) >= GOOD_SHARE;
}

/** Whether it had traffic enough to say anything. */
function isMeasured(result: StoredResult): boolean {
	return model.bypassedShare(result) !== null;
}

function presentOf(status: Status, mode: model.Mode): Present {
	const { release, kernel, firewall4_version } = status.system;
	const isKnown = model.loadedMode(status) === mode && !status.unknown.flowtables;
	return {
		release,
		kernel,
		firewall4: firewall4_version,
		devices: isKnown ? (model.firewallFlowtable(status.flowtables ?? [])?.devices ?? null) : null,
		protocols: status.unknown.zones ? null : protocolsOf(storedUplinks(status)),
	};
}

/** As the backend stores them (measurement/recall.uc): each device once, four at most. */
function storedUplinks({ zones }: Status): ResultLine[] | null {
	if (!zones) return null;
	const uplinks = new Map<string, ResultLine>();
	for (const { default_route, l3_device, proto } of zones.flatMap(({ networks }) => networks))
		if (default_route && l3_device !== null && !uplinks.has(l3_device))
			uplinks.set(l3_device, { device: l3_device, proto });
	return [...uplinks.values()].slice(0, MOST_UPLINKS);
}

/** An uplink that is down says nothing. */
function protocolsOf(uplinks: ResultLine[] | null): string[] | null {
	const known = (uplinks ?? []).flatMap(({ proto }) => (proto === null ? [] : [proto]));
	return known.length > 0 && known.length === uplinks?.length ? known : null;
}

interface Change {
	id: string;
	text: string;
}

/** New firmware brings all three versions, so the first that differs is told. */
function changesSince({ environment }: StoredResult, present: Present): Change[] {
	const differs = (version: 'release' | 'kernel' | 'firewall4') =>
		environment[version] !== null && present[version] !== null && environment[version] !== present[version];
	const changes: Change[] = [];
	if (differs('release'))
		changes.push({ id: 'firmware-changed', text: _('The firmware has changed since: measure again.') });
	else if (differs('kernel'))
		changes.push({
			id: 'kernel-changed',
			text: _('The kernel was %s then, and is %s now: measure again.').format(
				environment.kernel!,
				present.kernel!
			),
		});
	else if (differs('firewall4'))
		changes.push({ id: 'firewall-changed', text: _('firewall4 has changed since: measure again.') });
	const missing = missingSince(environment.devices, present.devices);
	if (missing.length > 0)
		changes.push({
			id: 'device-missing',
			text: N_(
				missing.length,
				'%s was in the flowtable then, and is not now.',
				'%s were in the flowtable then, and are not now.'
			).format(missing.join(', ')),
		});
	const [before, now] = [protocolsOf(environment.line), present.protocols];
	if (before && now?.some((protocol) => !before.includes(protocol)))
		changes.push({
			id: 'uplink-changed',
			text: _('The Internet connection used %s then, and uses %s now.').format(
				before.join(', '),
				now.join(', ')
			),
		});
	return changes;
}

function missingSince(before: string[] | null, now: string[] | null): string[] {
	return before && now ? before.filter((device) => !now.includes(device)) : [];
}

function workedWords(good: StoredResult, now: string | null): string {
	const share = model.percentText(model.bypassedShare(good) ?? 0);
	const figures = good.time < PLAUSIBLE ? share : _('%s, %s').format(dayText(good.time), share);
	const { release } = good.environment;
	return release === null
		? _('Offloading worked before (%s).').format(figures)
		: _('Worked on %s (%s).').format(releaseWords(release, now), figures);
}

/** "OpenWrt 24.10.2" of "OpenWrt 24.10.2 r28739-d9340319c6"; all of it where the revision makes the difference. */
function releaseWords(then: string, now: string | null): string {
	const short = (release: string) => release.split(' ').slice(0, 2).join(' ');
	return now !== null && now !== then && short(now) === short(then) ? then : short(then);
}

/** `time` in seconds since 1970. */
function dayText(time: number): string {
	return new Date(time * 1000).toLocaleDateString(model.locale(), { dateStyle: 'long' });
}
