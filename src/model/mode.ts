import type { Adder, Flowtable, FlowtableOwner, OffloadOptions, Status } from '../rpc/types/index.ts';

/** How established connections are forwarded: by the firewall, by the kernel's flowtable, by hardware below the flowtable. */
export type Mode = 'off' | 'software' | 'hardware';

/** The words of UCI that firewall4 takes for "yes" (fw4.uc, parse_bool). */
const TRUE_WORDS = ['1', 'on', 'true', 'yes'];

/** Whether a UCI value (null = not set) means "yes" to firewall4. */
export function isOn(value: unknown): boolean {
	return typeof value === 'string' && TRUE_WORDS.includes(value);
}

/** The mode that firewall4 makes of the two options: the hardware option alone does nothing (fw4.uc, resolve_offload_devices). */
export function modeOf(options: OffloadOptions): Mode {
	if (!options.flow_offloading) return 'off';
	return options.flow_offloading_hw ? 'hardware' : 'software';
}

/** Whether two readings of the options ask for the same. */
export function sameOptions(a: OffloadOptions, b: OffloadOptions): boolean {
	return a.flow_offloading === b.flow_offloading && a.flow_offloading_hw === b.flow_offloading_hw;
}

/** firewall4's own flowtable, null where the kernel has none. There may be others next to it. */
export function firewallFlowtable(flowtables: Flowtable[]): Flowtable | null {
	return flowtables.find((flowtable) => isFirewalls(flowtable)) ?? null;
}

/** Whether firewall4 made this flowtable (templates/ruleset.uc: `table inet fw4 { flowtable ft`). */
export function isFirewalls(flowtable: Flowtable): boolean {
	return flowtable.family === 'inet' && flowtable.table === 'fw4' && flowtable.name === 'ft';
}

/**
 * The mode that the kernel has loaded: a flowtable of firewall4 **and** a rule that adds to it, whoever made the rule; 'hardware' means
 * that hardware was asked of the kernel, not that any takes part. null = unknown.
 */
export function loadedMode(status: Status): Mode | null {
	if (!status.flowtables || (!status.adders && !status.forward_rules)) return null;
	const flowtable = firewallFlowtable(status.flowtables);
	if (!flowtable || !isAddedTo(status, flowtable)) return 'off';
	return flowtable.hardware ? 'hardware' : 'software';
}

/** An older backend knows the rules of chain forward only. */
function isAddedTo({ adders, forward_rules }: Status, flowtable: Flowtable): boolean {
	if (adders) return adders.some((adder) => adder.reached && addsTo(adder, flowtable));
	return (forward_rules ?? []).some((rule) => rule.flowtable === flowtable.name);
}

function addsTo(adder: Adder, { family, table, name }: Flowtable): boolean {
	return adder.family === family && adder.table === table && adder.flowtable === name;
}

/** The rules that add connections to the flowtable of firewall4. */
export function firewallAdders({ flowtables, adders }: Status): Adder[] {
	const flowtable = firewallFlowtable(flowtables ?? []);
	return (adders ?? []).filter((adder) => adder.reached && flowtable && addsTo(adder, flowtable));
}

/** Another program that offloads routed packets instead of firewall4, by its name; null where there is none. */
export function foreignOffloader(status: Status): string | null {
	if (loadedMode(status) !== 'off') return null;
	const foreign = (status.flowtables ?? []).filter(
		(flowtable) => !isFirewalls(flowtable) && flowtable.family !== 'bridge'
	);
	const adder = (status.adders ?? []).find(
		(found) => found.reached && foreign.some((flowtable) => addsTo(found, flowtable))
	);
	if (!adder) return null;
	return NAMES[adder.owner] ?? `${adder.family} ${adder.table}`;
}

const NAMES: Partial<Record<FlowtableOwner, string>> = { zapret: 'zapret', b4: 'b4', docker: 'Docker' };

/** The name of a mode for people. */
export function modeName(mode: Mode): string {
	if (mode === 'hardware') return _('Hardware');
	return mode === 'software' ? _('Software', 'flow offloading') : _('Off', 'flow offloading');
}

/** Flowtables for routed packets that firewall4 did not make, as `family table name`: their connections are counted too. */
export function foreignFlowtables(status: Status): string[] {
	return (status.flowtables ?? [])
		.filter((flowtable) => !isFirewalls(flowtable) && flowtable.owner !== 'firewall4_bridge')
		.map(({ family, table, name }) => `${family} ${table} ${name}`);
}

/** Targets without any hardware of their own that forwards; a network card may have some, and then reports hw-tc-offload. */
const NO_HARDWARE = ['x86/', 'armsr/', 'bcm27xx/', 'rockchip/', 'sunxi/', 'malta/'];

/** Whether this router may have hardware that forwards; only use shows whether it does. */
export function mayHaveHardware({ drivers, flowtable_engines, system }: Status): boolean {
	const capable = drivers?.some(({ hw_tc_offload }) => hw_tc_offload) ?? false;
	const isKnown = NO_HARDWARE.some((target) => system.target?.startsWith(target));
	return !isKnown || capable || (flowtable_engines ?? []).length > 0;
}

/** Targets whose hardware can forward once their kernel has a driver for it, and where that is being developed. */
const COMING_DRIVERS = { 'qualcommax/': 24806, 'qualcommbe/': 24178, 'ramips/mt7620': 24515 };

/** Where the driver for this router's hardware is being developed; null where it is not, and where the kernel has it. */
export function comingDriver({ engines, flowtable_engines, system }: Status): string | null {
	const listed = engines?.some(({ kind }) => kind !== 'qcom_ppe') ?? false;
	if (listed || (flowtable_engines ?? []).includes('qca_ppe')) return null;
	const found = Object.entries(COMING_DRIVERS).find(([target]) => system.target?.startsWith(target));
	return found ? `openwrt/openwrt#${found[1]}` : null;
}

/** Targets whose hardware forwards without telling how much (mtk_eth_soc.c: has_accounting; Airoha without flow statistics). */
const SILENT_TARGETS = ['ramips/mt7621', 'mediatek/mt7623', 'airoha/'];

/** Whether hardware offloading is loaded on a router whose hardware does not count what it forwards. */
export function isSilentHardware(status: Status): boolean {
	return loadedMode(status) === 'hardware' && hasSilentHardware(status);
}

/** Whether this router's hardware would not count what it forwards. */
export function hasSilentHardware({ system }: Status): boolean {
	return SILENT_TARGETS.some((silent) => system.target?.startsWith(silent));
}
