import * as model from './index.ts';
import { isCalm, isFull, relieves } from './mode-comparison.ts';
import type { ModeSummary } from './mode-summary.ts';
import type { ModeTest, Recommendation } from './recommendation.ts';

/** Whether the hardware has taken any connection; OpenWrt's kernels accept the mode without any hardware behind it. */
export function isInUse({ runs }: ModeTest, mode: model.Mode): boolean {
	return mode !== 'hardware' || runs.some((run) => run.mode === mode && run.hardware_entries > 0);
}

/** Sentences of what limits or helps besides the mode. */
export interface Notes {
	uncovered: string;
	steering: string;
	hardware: string;
	critical: string;
}

export function notes(test: ModeTest, measured: ModeSummary[]): Notes {
	const names = test.critical
		.filter((mode) => mode !== 'hardware' || test.hardware !== 'absent')
		.map(model.modeName);
	return {
		uncovered: uncoveredText(test, measured),
		steering:
			test.steering === false
				? _('Packet steering is off: it spreads the load over the cores (global network options).')
				: '',
		hardware: test.critical.includes('hardware') ? '' : hardwareText(test),
		critical:
			names.length > 0
				? _('Not recommended because of a critical conflict: %s (see Conflicts).').format(names.join(', '))
				: '',
	};
}

function uncoveredText({ repair }: ModeTest, measured: ModeSummary[]): string {
	const bypassed = measured.find(({ mode }) => mode === 'software')?.bypassed;
	const tookSlowPath = (share: number | null | undefined) =>
		typeof share === 'number' && share <= model.NOT_WORKING_SHARE;
	const texts: string[] = [];
	if (tookSlowPath(bypassed?.download))
		texts.push(_('Downloads went through the firewall with software offloading too.'));
	if (tookSlowPath(bypassed?.upload))
		texts.push(_('Uploads went through the firewall with software offloading too.'));
	if (texts.length > 0 && repair !== null) texts.push(_('The repair of %s can change that.').format(repair));
	return texts.join(' ');
}

function hardwareText({ hardware, runs }: ModeTest): string {
	if (hardware === 'rejected')
		return _('Hardware offloading is not possible here: the kernel rejects it for a network device.');
	if (hardware === 'absent')
		return _('Hardware offloading is not possible here: this router has no hardware for it.');
	if (hardware === 'uncounted')
		return _('Hardware offloading could not be measured: its driver does not count what it forwards.');
	const wasMeasured = runs.some(({ mode }) => mode === 'hardware');
	return wasMeasured && !isInUse({ runs } as ModeTest, 'hardware')
		? _('The hardware took no connection, so hardware offloading does not help here.')
		: '';
}

export function onlyMode(only: model.Mode | undefined, { critical, hardware }: Notes): Recommendation {
	const text = only
		? _('Only “%s” is possible here without a critical conflict.').format(model.modeName(only))
		: _('No mode is possible here without a critical conflict.');
	return withMode(only ?? null, 'only-mode', 'notice', [text, critical, hardware]);
}

export function noDifference(test: ModeTest, allowed: ModeSummary[], note: Notes): Recommendation {
	const off = allowed.find(({ mode }) => mode === 'off');
	const isLimited = allowed.some(isFull);
	return withMode(null, 'no-difference', 'info', [
		_('No difference: every mode reached the same speed, and none relieves the cores. Keep “%s”.').format(
			model.modeName(test.current)
		),
		off && isCalm(off) ? _('The line is the limit, not the router.') : '',
		isLimited ? _('A core was full in every mode, so something else uses it.') : '',
		note.uncovered,
		isLimited ? note.steering : '',
		isLimited ? note.hardware : '',
		note.critical,
	]);
}

export function offIsEnough(off: ModeSummary, allowed: ModeSummary[], note: Notes): Recommendation {
	const loads = allowed.filter((other) => relieves(other, off)).flatMap(({ cpu }) => (cpu ? [cpu.mean] : []));
	return withMode('off', 'off-enough', 'success', [
		_(
			'Offloading is not needed: no mode is faster than off (%s, busiest core at %s). Off lets SQM, accounting and every firewall rule see all packets.'
		).format(speedOf(off), loadOf(off)),
		loads.length > 0
			? _('Offloading would only lower that load, to %s.').format(model.percentText(Math.min(...loads)))
			: '',
		note.critical,
	]);
}

export function softwareIsEnough(
	software: ModeSummary,
	[off, hardware]: Array<ModeSummary | undefined>,
	note: Notes
): Recommendation {
	const words = [
		_('Software offloading is enough: no mode is faster (%s).').format(figuresOf(software)),
		off ? _('Without offloading: %s.').format(figuresOf(off)) : '',
	];
	if (!software.cpu || isCalm(software))
		return withMode('software', 'software', 'success', [
			...words,
			_('OpenWrt’s maintainers advise software offloading where it reaches the speed of the line.'),
			note.critical,
		]);
	return withMode('software', 'software-busy', 'success', [
		...words,
		_('The busiest core has little room left.'),
		hardware && relieves(hardware, software)
			? _('With hardware offloading: %s.').format(figuresOf(hardware))
			: '',
		note.uncovered,
		note.steering,
		note.hardware,
		note.critical,
	]);
}

export function hardwareHelps(
	hardware: ModeSummary,
	other: ModeSummary | undefined,
	note: Notes
): Recommendation {
	return withMode('hardware', 'hardware', 'success', [
		_('Hardware offloading helps here: %s.').format(figuresOf(hardware)),
		other ? `${model.modeName(other.mode)}: ${figuresOf(other)}.` : '',
		_('Hardware offloading bypasses SQM and other queueing entirely.'),
		note.critical,
	]);
}

export function softwareIsLimited(
	software: ModeSummary,
	off: ModeSummary | undefined,
	note: Notes
): Recommendation {
	return withMode('software', 'software-limited', 'notice', [
		_('Software offloading is the best mode here (%s), but the router is still the limit.').format(
			figuresOf(software)
		),
		off ? _('Without offloading: %s.').format(figuresOf(off)) : '',
		note.uncovered,
		note.steering,
		note.hardware,
		note.critical,
	]);
}

export function offIsFaster(
	off: ModeSummary | undefined,
	allowed: ModeSummary[],
	note: Notes
): Recommendation {
	if (!off) return withMode(null, 'unclear', 'info', [_('The test names no best mode.'), note.critical]);
	const others = allowed.filter(({ mode }) => mode !== 'off');
	return withMode('off', 'off-faster', 'notice', [
		_('Offloading does not help here. Without it: %s.').format(figuresOf(off)),
		...others.map((other) => `${model.modeName(other.mode)}: ${figuresOf(other)}.`),
		note.uncovered,
		note.critical,
	]);
}

function figuresOf(summary: ModeSummary): string {
	const { cpu } = summary;
	if (!cpu) return speedOf(summary);
	return _('%s, busiest core at %s').format(speedOf(summary), model.percentText(cpu.mean));
}

function loadOf({ cpu }: ModeSummary): string {
	return cpu ? model.percentText(cpu.mean) : _('unknown');
}

function speedOf({ total }: ModeSummary): string {
	return model.speedText({ total_bytes: total.mean, seconds: 1 });
}

export function withoutMode(id: string, level: model.Level, text: string): Recommendation {
	return withMode(null, id, level, [text]);
}

function withMode(mode: model.Mode | null, id: string, level: model.Level, texts: string[]): Recommendation {
	return { ...model.finding(id, level, texts.filter((text) => text !== '').join(' ')), mode };
}
