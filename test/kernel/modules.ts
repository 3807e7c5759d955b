/**
 * The kernel modules that the guest needs, found in an unpacked Debian kernel package.
 * Such a package has no modules.dep (its maintainer script makes it), so dependencies are read from the modules themselves.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the first root file system needs to reach the machine's own one: its 9p share, and a writable layer over it. */
export const BOOT_MODULES = ['virtio_pci', 'virtio_console', 'virtio_rng', '9pnet_virtio', '9p', 'overlay'];

/**
 * The parts of the network that the cases use. crc32c_generic comes first: libcrc32c needs it, but only says so by an alias.
 */
export const NETWORK_MODULES = [
	'crc32c_generic',
	...['veth', 'bridge', '8021q'],
	...['nf_conntrack', 'nf_conntrack_netlink', 'nf_conntrack_ftp', 'nf_flow_table', 'nf_flow_table_inet'],
	...['nf_tables', 'nft_ct', 'nft_chain_nat', 'nft_masq', 'nft_reject_inet', 'nft_objref'],
	...['nft_flow_offload', 'sch_tbf'],
];

/** Modules of older kernels that later became a part of others: nft_objref is in nf_tables since Linux 6.2. */
const MERGED = ['nft_objref'];

/** What the lines of the conformance matrix stand on. Loaded only there: some of these make devices as soon as they are loaded. */
export const LINE_MODULES = [
	...['pppoe', 'l2tp_ppp', 'bonding', 'macvlan', 'nft_nat'],
	...['ip6_tunnel', 'sit', 'ipip', 'ip_gre', 'ip6_gre', 'wireguard', 'tun'],
	...['ifb', 'sch_cake', 'sch_ingress', 'cls_matchall', 'act_mirred'],
];

/** A module as the guest loads it: its name and a file that is not compressed. */
export interface ModuleFile {
	name: string;
	file: string;
}

/**
 * Puts the wanted modules and all they depend on into `folder`, uncompressed, in an order in which they can be loaded.
 * Names that are part of the kernel image are left out; a name that is nowhere is an error.
 */
export function collectModules(tree: string, wanted: string[], folder: string): ModuleFile[] {
	const files = moduleFiles(tree);
	const builtIn = new Set(readFileSync(join(tree, 'modules.builtin'), 'utf8').split('\n').map(moduleName));
	const collected = new Map<string, ModuleFile>();
	mkdirSync(folder, { recursive: true });

	const collect = (name: string): void => {
		if (builtIn.has(name) || collected.has(name)) return;
		const source = files.get(name);
		if (!source && MERGED.includes(name)) return;
		if (!source) throw new Error(`This kernel has no module ${name}`);
		const image = readModule(source);
		dependencies(image).forEach(collect);
		const file = join(folder, `${name}.ko`);
		writeFileSync(file, image);
		collected.set(name, { name, file });
	};
	wanted.forEach(collect);
	return [...collected.values()];
}

function moduleFiles(tree: string): Map<string, string> {
	const names = readdirSync(tree, { recursive: true, encoding: 'utf8' });
	const modules = names.filter((name) => /\.ko(\.xz|\.zst|\.gz)?$/.test(name));
	return new Map(modules.map((name) => [moduleName(name), join(tree, name)]));
}

/** The kernel treats `-` and `_` in module names as the same. */
function moduleName(path: string): string {
	return path
		.replace(/^.*\//, '')
		.replace(/\.ko.*$/, '')
		.replaceAll('-', '_');
}

/** Newer Debian kernels compress their modules. */
function readModule(file: string): Buffer {
	const tools: Record<string, string> = { '.xz': 'xz', '.zst': 'zstd', '.gz': 'gzip' };
	const tool = tools[file.replace(/^.*\.ko/, '')];
	return tool ? execFileSync(tool, ['-dc', file], { maxBuffer: 1 << 28 }) : readFileSync(file);
}

/** From the section .modinfo, a list of key=value texts ended by NUL. */
function dependencies(image: Buffer): string[] {
	const start = image.indexOf('\0depends=') + '\0depends='.length;
	const list = image.toString('latin1', start, image.indexOf(0, start));
	return list === '' ? [] : list.split(',').map(moduleName);
}
