import type {
	ChainStatements,
	ProcessName,
	ServiceName,
	StatementKind,
} from '../../rpc/types/environment.ts';
import type { ZoneNetwork } from '../../rpc/types/index.ts';
import { sidesOf } from '../topology.ts';
import type { RouterState } from './rule.ts';

/** The services of `names` that start at boot. */
export function enabled({ environment }: RouterState, ...names: ServiceName[]): string[] {
	const found = (environment.services ?? []).filter(
		(service) => service.enabled && names.includes(service.name)
	);
	return found.map((service) => service.name);
}

/** Whether a service is installed but does not start at boot: then its configuration has no effect. */
export function isDisabled({ environment }: RouterState, name: ServiceName): boolean {
	return (environment.services ?? []).some((service) => service.name === name && !service.enabled);
}

/** The programs of `names` that run. */
export function running({ environment }: RouterState, ...names: ProcessName[]): string[] {
	return (environment.processes ?? []).filter((name) => names.includes(name));
}

/** Each name once. */
export function unique(names: string[]): string[] {
	return [...new Set(names)];
}

/** Hooks that packets of an offloaded connection do not reach. */
const BYPASSED = ['prerouting', 'forward', 'postrouting'];

/**
 * Tables and chains of programs that have a rule of their own here or none on purpose, and the tables of iptables-nft, in which
 * Docker and Tailscale are at home: what stands there is not the work of this router's owner.
 */
const PROGRAM_TABLE =
	/^(b4|snort|suricata|qosmate|dscptag|dscpclassify|mwan3|pbr|zapret|banip|miniupnpd|crowdsec|openclash|passwall|psw|shadowsocksr|homeproxy|sing-?box|podkop|mihomo|nikki|dae|filter|nat|mangle|raw|security)/i;
const PROGRAM_CHAIN = /^(pbr_|upnp_|youtubeunblock|openclash|homeproxy|psw|nss_)/i;

/** Chains that somebody wrote for this router and that have statements of these kinds, as 'table chain (kinds)'. */
export function ownRules({ environment }: RouterState, ...kinds: StatementKind[]): string[] {
	return (environment.statements ?? []).filter(isOwn).flatMap((chain) => {
		const found = chain.kinds.filter((kind) => kinds.includes(kind) && losesPackets(chain, kind));
		return found.length > 0 ? [`${chain.table} ${chain.chain} (${found.join(', ')})`] : [];
	});
}

function isOwn(statements: ChainStatements): boolean {
	return (
		isBypassed(statements) && !PROGRAM_TABLE.test(statements.table) && !PROGRAM_CHAIN.test(statements.chain)
	);
}

/** Whether offloaded packets would go through the chain. One to which no jump was seen may have one. */
function isBypassed({ family, hooks }: ChainStatements): boolean {
	if (!['inet', 'ip', 'ip6'].includes(family)) return false;
	return hooks.length === 0 || hooks.some((hook) => BYPASSED.includes(hook));
}

/** Whether a statement would meet later packets too. Redirection is a matter of first packets, wherever it is. */
function losesPackets({ new_only }: ChainStatements, kind: StatementKind): boolean {
	return kind === 'tproxy' || kind === 'redirect' || !new_only.includes(kind);
}

/** Tables whose names begin so and whose rules hand packets to a program, as 'table'. */
export function queueTables({ environment }: RouterState, prefixes: string[]): string[] {
	const found = (environment.statements ?? []).filter(
		(chain) =>
			chain.kinds.includes('queue') &&
			isBypassed(chain) &&
			prefixes.some((prefix) => chain.table.toLowerCase().startsWith(prefix))
	);
	return unique(found.map(({ table }) => table));
}

/** The networks of all zones that pass `test`, by their names. */
export function networks({ status }: RouterState, test: (network: ZoneNetwork) => boolean): string[] {
	const all = (status.zones ?? []).flatMap((zone) => zone.networks);
	return unique(all.filter(test).map((network) => network.name));
}

/** The networks of the WAN side that hold a default route. */
export function uplinks({ status }: RouterState): ZoneNetwork[] {
	return (sidesOf(status)?.wan ?? []).filter((network) => network.default_route);
}

/** Those of them that pass `test`, by their names. */
export function wanNetworks(router: RouterState, test: (network: ZoneNetwork) => boolean): string[] {
	return unique(
		uplinks(router)
			.filter(test)
			.map((network) => network.name)
	);
}

/** The devices that traffic to the Internet passes: layer 3, layer 2 and what is below. */
export function wanDevices({ status }: RouterState): string[] {
	const devices = (sidesOf(status)?.wan ?? []).flatMap(({ device, l3_device, lower_devices }) => [
		l3_device,
		device,
		...lower_devices,
	]);
	return unique(devices.filter((device) => device !== null));
}

/** Whether offloading is not switched on yet. Once it is, the verdict at the top of the page says what it lacks. */
export function isOff({ status }: RouterState): boolean {
	return status.requested?.flow_offloading === false;
}
