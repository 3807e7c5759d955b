/**
 * The network of the cases. The guest itself is the router; its neighbours are network namespaces:
 *
 *   lan  (192.168.1.10, fd00:1::10) --- lan1 \
 *                                             br-lan (192.168.1.1, fd00:1::1)
 *   lan2 (192.168.1.11, fd00:1::11) --- lan2 /
 *   wan  (203.0.113.2, 2001:db8:203::2) --- eth1   (203.0.113.1, 2001:db8:203::1)
 *   vlan (198.51.100.2, 2001:db8:198::2) -- eth1.7 (198.51.100.1, 2001:db8:198::1), VLAN 7 on the same wire
 *   dmz  (192.168.2.2, fd00:2::2) --------- eth2   (192.168.2.1, fd00:2::1), a device that stays outside the flowtable
 */
import { writeFileSync } from 'node:fs';
import { run } from './commands.ts';

/** The namespaces with the addresses of their hosts. */
export const HOSTS = {
	lan: { ipv4: '192.168.1.10', ipv6: 'fd00:1::10' },
	lan2: { ipv4: '192.168.1.11', ipv6: 'fd00:1::11' },
	wan: { ipv4: '203.0.113.2', ipv6: '2001:db8:203::2' },
	vlan: { ipv4: '198.51.100.2', ipv6: '2001:db8:198::2' },
	dmz: { ipv4: '192.168.2.2', ipv6: 'fd00:2::2' },
} as const;

/** The name of a namespace. */
export type Host = keyof typeof HOSTS;

/** The router's devices towards the LAN, the WAN (plain and VLAN), and the one outside the flowtable. */
export const DEVICES = { lan: 'br-lan', wan: 'eth1', vlan: 'eth1.7', dmz: 'eth2' } as const;

/** The router's own addresses, by the namespace that reaches it there. */
export const ROUTER: Record<Host, { ipv4: string; ipv6: string }> = {
	lan: { ipv4: '192.168.1.1', ipv6: 'fd00:1::1' },
	lan2: { ipv4: '192.168.1.1', ipv6: 'fd00:1::1' },
	wan: { ipv4: '203.0.113.1', ipv6: '2001:db8:203::1' },
	vlan: { ipv4: '198.51.100.1', ipv6: '2001:db8:198::1' },
	dmz: { ipv4: '192.168.2.1', ipv6: 'fd00:2::1' },
};

/** Seconds after its last packet that the kernel takes an idle connection out of the flowtable. */
export type FlowTimeout = number;

/** Long, so that no connection leaves the flowtable while a slow guest counts; the case about idle connections lowers it. */
export const CALM: FlowTimeout = 600;

/** Builds the network. Must run once, after the kernel modules are loaded. */
export function buildTopology(): void {
	// Duplicate address detection would keep every new address silent for a second or two; namespaces inherit the option.
	setOption('net/core/devconf_inherit_init_net', 1);
	setOption('net/ipv6/conf/default/accept_dad', 0);
	run('ip', ['-batch', '-'], routerCommands());
	for (const host of Object.keys(HOSTS) as Host[]) {
		if (host === 'vlan') moveVlanIn();
		run('ip', ['-n', host, '-batch', '-'], hostCommands(host));
	}
	setRouterOptions();
}

/** The host of the VLAN hangs on the wire of the plain WAN host. */
function moveVlanIn(): void {
	run('ip', '-n wan link add link eth0 name vlan7 netns vlan type vlan id 7'.split(' '));
	run('ip', '-n vlan link set vlan7 name eth0'.split(' '));
}

function routerCommands(): string {
	const addresses = Object.entries(DEVICES).flatMap(([host, device]) => [
		`addr add ${ROUTER[host as Host].ipv4}/24 dev ${device}`,
		`addr add ${ROUTER[host as Host].ipv6}/64 dev ${device}`,
	]);
	return [
		...Object.keys(HOSTS).map((host) => `netns add ${host}`),
		'link add br-lan type bridge forward_delay 0',
		...['lan1 lan', 'lan2 lan2', 'eth1 wan', 'eth2 dmz'].map(veth),
		'link set lan1 master br-lan',
		'link set lan2 master br-lan',
		'link add link eth1 name eth1.7 type vlan id 7',
		...['lo', 'lan1', 'lan2', 'br-lan', 'eth1', 'eth1.7', 'eth2'].map(up),
		...addresses,
	].join('\n');
}

function veth(pair: string): string {
	const [device, namespace] = pair.split(' ');
	return `link add ${device} type veth peer name eth0 netns ${namespace}`;
}

function up(device: string): string {
	return `link set ${device} up`;
}

function hostCommands(host: Host): string {
	const { ipv4, ipv6 } = HOSTS[host];
	return [
		...['lo', 'eth0'].map(up),
		`addr add ${ipv4}/24 dev eth0`,
		`addr add ${ipv6}/64 dev eth0`,
		`route add default via ${ROUTER[host].ipv4}`,
		`route add default via ${ROUTER[host].ipv6}`,
	].join('\n');
}

/** OpenWrt's own settings where they matter (accounting, forwarding), and room for the large tables. */
function setRouterOptions(): void {
	setOption('net/ipv4/ip_forward', 1);
	setOption('net/ipv6/conf/all/forwarding', 1);
	setOption('net/netfilter/nf_conntrack_acct', 1);
	setOption('net/netfilter/nf_conntrack_max', 131072);
	// An entry that leaves the flowtable gets its ordinary timeout less the flow timeout: that must stay above zero.
	setOption('net/netfilter/nf_conntrack_udp_timeout_stream', 2 * CALM);
	setFlowTimeout(CALM);
}

/** Sets a sysctl, named by its path below /proc/sys. */
export function setOption(path: string, value: number): void {
	writeFileSync(`/proc/sys/${path}`, String(value));
}

/** Takes effect for a connection with its next packet. */
export function setFlowTimeout(seconds: FlowTimeout): void {
	setOption('net/netfilter/nf_flowtable_udp_timeout', seconds);
	setOption('net/netfilter/nf_flowtable_tcp_timeout', seconds);
}
