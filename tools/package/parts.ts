import type { Metadata } from './metadata.ts';
import type { PackageFile } from './payload.ts';

/** A package before it takes the form of a package manager: the same for ipk and apk. */
export interface PackageParts {
	metadata: Metadata;
	files: PackageFile[];
	/** The recipe's scripts, each a whole shell script. */
	scripts: OwnScripts;
}

/** What a package of ours does itself, in addition to what OpenWrt does for every package. */
export interface OwnScripts {
	/** After its files are there, also after an upgrade. */
	postinst?: string;
	/** After its files are gone, with opkg also in an upgrade. */
	postrm?: string;
}

/** File name and content of a package. */
export interface Package {
	name: string;
	data: Uint8Array;
}
