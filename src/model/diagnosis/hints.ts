import { type Finding, finding } from '../finding.ts';
import { firewallFlowtable, foreignFlowtables, isSilentHardware, loadedMode, modeOf } from '../mode.ts';
import { isLayer3Only, namesOf, sidesOf } from '../topology.ts';
import type { Known } from './evidence.ts';

/** Part of the connection table from which on new connections may soon find no room. */
const NEARLY_FULL = 0.85;

type Judge = (evidence: Known) => Finding | null;

/** What is worth knowing beside the rungs, most pressing first. */
export function judgeHints(evidence: Known): Finding[] {
	return JUDGES.map((judge) => judge(evidence)).filter((hint) => hint !== null);
}

const JUDGES: Judge[] = [
	judgeLeftOver,
	judgeTableFull,
	judgeFallback,
	judgeUncovered,
	judgePppoe,
	judgeForeign,
	judgePatchedRule,
	judgeAccounting,
	judgeNoCounter,
	judgeSilentHardware,
];

function judgeLeftOver({ status }: Known): Finding | null {
	if (!status.requested || modeOf(status.requested) !== 'off') return null;
	const loaded = loadedMode(status);
	if (loaded === null || loaded === 'off') return null;
	return finding(
		'left-over',
		'warning',
		_(
			'Offloading is disabled, but the kernel still offloads: the firewall has not been reloaded since. Run: %s'
		).format('service firewall reload')
	);
}

function judgeTableFull({ counters }: Known): Finding | null {
	const { tracked, tracked_max } = counters ?? {};
	if (!tracked || !tracked_max || tracked / tracked_max < NEARLY_FULL) return null;
	return finding(
		'table-full',
		'warning',
		_(
			'The connection table is nearly full (%d of %d). New connections may be dropped, with or without offloading.'
		).format(tracked, tracked_max)
	);
}

function judgeFallback({ status }: Known): Finding | null {
	if (!status.requested || modeOf(status.requested) !== 'hardware' || loadedMode(status) !== 'software')
		return null;
	return finding(
		'fallback',
		'notice',
		_(
			'Hardware offloading is enabled, but this router does not support it. Software offloading is used instead.'
		)
	);
}

function judgeUncovered({ status }: Known): Finding | null {
	const sides = sidesOf(status);
	if (!sides || loadedMode(status) === 'off') return null;
	const uncovered = [...sides.lan, ...sides.wan].filter((network) => network.covered === false);
	if (uncovered.length === 0) return null;
	const words = uncovered.every(isLayer3Only)
		? _('Traffic on %s is not offloaded: tunnels and modems without a network device of their own cannot be.')
		: _('Traffic on %s is not offloaded: its device is not in the flowtable.');
	return finding('uncovered', 'info', words.format(namesOf(uncovered)));
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
	if (foreign.length === 0) return null;
	return finding(
		'foreign-flowtable',
		'notice',
		_('Another program has its own flowtable (%s). Its connections are included in these counts.').format(
			foreign.join('; ')
		)
	);
}

function judgePatchedRule({ status }: Known): Finding | null {
	const rule = status.forward_rules?.[0];
	if (!rule || (rule.index === 0 && !rule.text.includes('ct original packets'))) return null;
	return finding(
		'patched-rule',
		'notice',
		_('The rule that offloads connections is not the firewall’s own: %s').format(rule.text)
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

function judgeNoCounter({ status }: Known): Finding | null {
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
