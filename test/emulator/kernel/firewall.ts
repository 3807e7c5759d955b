/** The firewall as firewall4 loads it from /etc/config/firewall: what of it flow offloading is about. */
import { findSection, isTrue, type UciConfig } from '../../../tools/uci/parse.ts';
import type { FlowtableState } from '../flows/traffic.ts';

/** What this router's kernel and driver can do. */
export interface OffloadSupport {
	/** kmod-nft-offload is there. Without it the kernel refuses every ruleset with a flowtable. */
	module: boolean;
	/**
	 * takes_flows: the driver offloads. accepts_flag: OpenWrt's kernels take `flags offload` without any hardware behind it.
	 * refuses_flag: a plain kernel; firewall4 falls back to software.
	 */
	hardware: 'takes_flows' | 'accepts_flag' | 'refuses_flag';
	/** Connections that fit into the hardware; any number unless told. */
	capacity?: number;
	/** false: the driver never tells what a connection has carried. */
	statistics?: false;
	/** What the kernel refuses although the module is there: every flowtable, or a rule that somebody has added. */
	refuses?: 'flowtable' | 'rule';
	/** firewall4 takes longer to print its ruleset than a dry run may. */
	slow?: true;
	/** The device that netifd configures the Internet line on, where it is not eth1: firewall4 lists it. */
	wanDevice?: string;
	/** What arrives on the line misses the flowtable (see NetworkPath). */
	slowDownload?: true;
	/** Whether the flow rule takes no connection, as where another accelerator is first. */
	ignored?: true;
}

export interface LoadedFlowtable {
	devices: string[];
	/** `flags offload` */
	hardware: boolean;
	counter: boolean;
	/** It holds the layer-3 device of the line, whatever else. */
	repaired?: boolean;
}

/** What is in the kernel. `flowtable` null: a ruleset without one. */
export interface Ruleset {
	flowtable: LoadedFlowtable | null;
	/** What the include of exceptions has put in the place of firewall4's rule. */
	exceptions?: { jump: string; rules: string[] };
}

/** Whether firewall4 is told to run the script of exceptions. */
export function includesExceptions(config: UciConfig | null): boolean {
	const path = '/usr/share/nft-offload/exceptions.sh';
	return (
		config?.sections.some(({ type, options }) => type === 'include' && options.get('path') === path) ?? false
	);
}

/** What our script for nft does to the ruleset; null where it is another script. */
export function loadExceptions(ruleset: Ruleset, script: string): Ruleset | null {
	const jump = /^replace rule inet fw4 forward handle 1 (.*)$/m.exec(script)?.[1];
	if (!jump || !ruleset.flowtable) return null;
	const rules = [...script.matchAll(/^add rule inet fw4 nft_offload (.*)$/gm)].map(([, rule]) => rule!);
	return { ...ruleset, exceptions: { jump, rules } };
}

/** The ruleset that firewall4 makes of `config`; null where the kernel refuses it. `alias`: the device of an alias in a zone. */
export function buildRuleset(
	config: UciConfig | null,
	support: OffloadSupport,
	alias: string | null = null
): Ruleset | null {
	if (support.refuses === 'rule') return null;
	const defaults = config && findSection(config, '@defaults[0]');
	if (!defaults || !isTrue(defaults.options.get('flow_offloading'))) return { flowtable: null };
	if (!support.module || support.refuses) return null;
	const hardware = isTrue(defaults.options.get('flow_offloading_hw')) && support.hardware !== 'refuses_flag';
	// In software firewall4 lists the networks' devices, in hardware what is below them.
	const devices = [
		hardware ? 'eth0' : 'br-lan',
		...(hasWan(config) ? [hardware ? 'eth1' : (support.wanDevice ?? 'eth1')] : []),
	];
	if (!alias) return { flowtable: { devices, hardware, counter: true } };
	return { flowtable: { devices: [...devices, alias], hardware, counter: true, repaired: true } };
}

function hasWan({ sections }: UciConfig): boolean {
	return sections.some(({ type, options }) => type === 'zone' && options.get('name') === 'wan');
}

/** What the traffic meets. */
export function flowtableState(ruleset: Ruleset | null, support: OffloadSupport): FlowtableState | null {
	const flowtable = ruleset?.flowtable;
	if (!flowtable || flowtable.devices.length === 0 || support.ignored) return null;
	// The LAN device is the first. Packets take the fast path where they come in at a listed device, and both directions are marked.
	const isOneSided = flowtable.devices.length < 2 || (support.slowDownload && !flowtable.repaired);
	return {
		counter: flowtable.counter,
		hardware: flowtable.hardware && support.hardware === 'takes_flows',
		capacity: support.capacity,
		statistics: support.statistics,
		...(isOneSided && { slowDownload: true }),
	};
}
