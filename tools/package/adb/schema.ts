/** The numbers of fields in apk's objects (apk-tools 3, src/apk_adb.h). */

export const PACKAGE = { info: 1, paths: 2, scripts: 3 } as const;

export const INFO = {
	name: 1,
	version: 2,
	hashes: 3,
	description: 4,
	arch: 5,
	license: 6,
	origin: 7,
	maintainer: 8,
	installedSize: 12,
	fileSize: 13,
	depends: 15,
	provides: 16,
	tags: 21,
} as const;

export const DEPENDENCY = { name: 1 } as const;

export const FOLDER = { name: 1, acl: 2, files: 3 } as const;

export const FILE = { name: 1, acl: 2, size: 3, mtime: 4, hash: 5 } as const;

export const ACL = { mode: 1, user: 2, group: 3 } as const;

/** Keys are the names that scripts have on apk's command line. */
export const SCRIPTS = {
	'post-install': 3,
	'pre-deinstall': 4,
	'post-deinstall': 5,
	'post-upgrade': 7,
} as const;

export const INDEX = { packages: 2 } as const;
