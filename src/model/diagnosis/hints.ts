import { type Finding, finding } from '../finding.ts';
import {
	comingDriver,
	firewallFlowtable,
	foreignFlowtables,
	foreignOffloader,
	isSilentHardware,
	loadedMode,
	modeOf,
} from '../mode.ts';
import { sidesOf } from '../topology.ts';
import { shareText } from '../units.ts';
import { directionsOf, isTunnel } from './directions.ts';
import { judgeComingDriver, judgeEngines } from './engine-hints.ts';
import type { Known } from './evidence.ts';
import { judgeMissingHardware, judgeMissingPorts, judgeUnknownPorts } from './hardware-hints.ts';
import { laneSentence } from './path-words.ts';
import { judgeOwnRule, judgeRuleBefore } from './rule-hints.ts';

/** Share of the connection table from which on new connections may soon find no room. */
const NEARLY_FULL = 0.85;

type Judge = (evidence: Known) => Finding | null;

/** What is worth knowing besides the checks, the most important first. */
export function judgeHints(evidence: Known): Finding[] {
	return JUDGES.map((judge) => judge(evidence)).filter((hint) => hint !== null);
}

const JUDGES: Judge[] = [
	judgeTableFull,
	judgeFallback,
	judgeComingDriver,
	judgeMissingHardware,
	judgeEngines,
	judgeMissingPorts,
	judgeUnknownPorts,
	judgeTunnels,
	judgePppoe,
	judgeForeign,
	judgeOwnRule,
	judgeRuleBefore,
	judgeAccounting,
	judgeMissingCounter,
	judgeSilentHardware,
];

function judgeTableFull({ counters }: Known): Finding | null {
	const { tracked, tracked_max } = counters ?? {};
	if (!tracked || !tracked_max || tracked / tracked_max < NEARLY_FULL) return null;
	return finding(
		'table-full',
		'warning',
		_(
			'The connection table is nearly full (%s). New connections may be dropped, with or without offloading.'
		).format(shareText(tracked, tracked_max))
	);
}

function judgeFallback({ status }: Known): Finding | null {
	if (comingDriver(status)) return null;
	if (!status.requested || modeOf(status.requested) !== 'hardware' || loadedMode(status) !== 'software')
		return null;
	return finding(
		'fallback',
		'notice',
		_(
			'Hardware offloading is enabled, but not loaded: the kernel may have rejected it for a network device. Software offloading is used instead.'
		)
	);
}

/** Networks that decide nothing for the LAN, such as the one of a VPN server, where the LAN itself is covered. */
function judgeTunnels({ status }: Known): Finding | null {
	const directions = loadedMode(status) === 'off' ? null : directionsOf(status);
	if (directions?.upload !== 'fast-path') return null;
	const { lanes } = directions;
	const tunnels = lanes.filter((lane) => lane.direction === 'upload' && isTunnel(lane));
	if (tunnels.length === 0) return null;
	return finding('uncovered', 'info', tunnels.map((lane) => laneSentence(lane, lanes)).join(' '));
}

function judgePppoe({ status }: Known): Finding | null {
	if (!sidesOf(status)?.wan.some((network) => network.proto === 'pppoe')) return null;
	if (!status.requested?.flow_offloading) return null;
	return finding('pppoe', 'info', _('On PPPoE lines the gain differs from router to router. Measure it.'), {
		kind: 'measure',
	});
}

function judgeForeign({ status }: Known): Finding | null {
	const foreign = foreignFlowtables(status);
	if (foreign.length === 0 || foreignOffloader(status) !== null) return null;
	return finding(
		'foreign-flowtable',
		'notice',
		_('Another program has its own flowtable (%s). Its connections are included in these counts.').format(
			foreign.join('; ')
		)
	);
}

function judgeAccounting({ status }: Known): Finding | null {
	if (status.conntrack.acct !== false) return null;
	return finding(
		'no-accounting',
		'info',
		_('Connection accounting is off (nf_conntrack_acct is 0), so data volumes are unknown.')
	);
}

function judgeMissingCounter({ status }: Known): Finding | null {
	const flowtable = firewallFlowtable(status.flowtables ?? []);
	if (!flowtable || flowtable.counter) return null;
	return finding(
		'no-counter',
		'info',
		_('The flowtable has no counter, so the data volume of offloaded connections does not increase.')
	);
}

function judgeSilentHardware({ status }: Known): Finding | null {
	if (!isSilentHardware(status)) return null;
	return finding(
		'silent-hardware',
		'info',
		_('The hardware does not count what it forwards, so data volumes are unknown.')
	);
}
