/** What a router has beside OpenWrt's own packages: everything that `facts` looks for. */
import type { Content } from './files.ts';
import { DEVICE_NUMBERS } from './qdiscs.ts';

export interface Extras {
	/** Init scripts; false: installed, but not started at boot. */
	services?: Record<string, boolean>;
	/** Names of running processes. */
	processes?: string[];
	/** Kernel modules. */
	modules?: string[];
	/** Queueing disciplines by device; the others have the usual one. */
	qdiscs?: Record<string, string[]>;
	/** Further tables, as `nft list ruleset` prints them. */
	tables?: string;
	/** Files of /etc/config by name, beside the usual ones. */
	configs?: Record<string, string>;
	/** Further options of network.globals. */
	globals?: Record<string, string>;
}

const OWN_SERVICES = { firewall: true, network: true, dnsmasq: true, uhttpd: true };
const OWN_PROCESSES = ['procd', 'ubusd', 'rpcd', 'netifd', 'dnsmasq', 'uhttpd'];

/** Contents by path. */
export function extraFiles({
	services = {},
	processes = [],
	modules = [],
	qdiscs = {},
}: Extras): Record<string, Content> {
	const scripts = Object.entries({ ...OWN_SERVICES, ...services });
	const running = [...OWN_PROCESSES, ...processes];
	return {
		...Object.fromEntries(scripts.map(([name]) => [`/etc/init.d/${name}`, ''])),
		...Object.fromEntries(scripts.map(([name, starts]) => [`/etc/rc.d/${starts ? 'S' : 'K'}50${name}`, ''])),
		...Object.fromEntries(running.map((name, place) => [`/proc/${100 + place}/comm`, `${name}\n`])),
		...Object.fromEntries(
			Object.keys(qdiscs).map((name) => [`/sys/class/net/${name}/ifindex`, `${DEVICE_NUMBERS[name]}\n`])
		),
		...Object.fromEntries(modules.map((name) => [`/sys/module/${name}/refcnt`, '0\n'])),
	};
}
