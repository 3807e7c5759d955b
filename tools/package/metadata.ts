import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What every package format says of the app. */
export interface Metadata {
	name: string;
	/** Upstream version and package release, such as `0.1.0-r1`: valid for opkg and apk alike. */
	version: string;
	/** Without `libc`, which the formats add as OpenWrt's tools do. */
	depends: string[];
	source: string;
	license: string;
	section: string;
	maintainer: string;
	description: string;
	/** Seconds since 1970 that every file in the package carries. */
	epoch: number;
}

/** Raised when the package changes while the version does not. */
const PACKAGE_RELEASE = 1;

const DEPENDS = [
	'luci-base',
	'rpcd',
	'firewall4',
	'kmod-nft-offload',
	'kmod-nf-conntrack-netlink',
	'ucode-mod-fs',
	'ucode-mod-uci',
	'ucode-mod-ubus',
	'ucode-mod-struct',
	'ucode-mod-socket',
];

/** The metadata of the checkout at `root`; the version stands in package.json, and only there. */
export function readMetadata(root: string): Metadata {
	const { name, version, description } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	return {
		name,
		version: `${version}-r${PACKAGE_RELEASE}`,
		depends: DEPENDS,
		source: `openwrt/${name}`,
		license: 'Apache-2.0',
		section: 'luci',
		maintainer: `The ${name} maintainers`,
		description,
		epoch: sourceDateEpoch(root),
	};
}

/**
 * The time that stands for "when" in reproducible builds (https://reproducible-builds.org/specs/source-date-epoch/): that of the
 * commit, so that the same commit gives the same bytes on every machine and day.
 */
function sourceDateEpoch(root: string): number {
	const given = process.env.SOURCE_DATE_EPOCH;
	const text = given ?? execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' });
	const epoch = Number.parseInt(text, 10);
	if (!Number.isSafeInteger(epoch)) throw new Error(`SOURCE_DATE_EPOCH is not a number: ${text}`);
	return epoch;
}
