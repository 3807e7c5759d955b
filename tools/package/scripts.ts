/**
 * Maintainer scripts. OpenWrt's own tools put a wrapper around a package's script, which runs it through default_postinst and
 * default_prerm of /lib/functions.sh; the wrappers here are the same.
 */

/** Makes rpcd and LuCI see what was installed or removed. rpcd re-reads its files on SIGHUP and keeps every login; a restart ends them. */
const REFRESH = [
	'[ -n "$IPKG_INSTROOT" ] || {',
	'\trm -f /tmp/luci-indexcache.*',
	'\trm -rf /tmp/luci-modulecache/',
	'\tkillall -HUP rpcd 2>/dev/null',
	'}',
	'exit 0',
	'',
].join('\n');

/** The package's own scripts: what it does after installation and after removal. */
export const OWN_SCRIPTS = {
	postinst: `#!/bin/sh\n${REFRESH}`,
	postrm: `#!/bin/sh\n${REFRESH}`,
};

/** The scripts of an ipk by file name (packaging of OpenWrt: include/package-ipkg.mk). */
export const IPK_SCRIPTS: Record<string, string> = {
	postinst: [
		'#!/bin/sh',
		'[ "${IPKG_NO_SCRIPT}" = "1" ] && exit 0',
		'[ -s ${IPKG_INSTROOT}/lib/functions.sh ] || exit 0',
		'. ${IPKG_INSTROOT}/lib/functions.sh',
		'default_postinst $0 $@',
		'',
	].join('\n'),
	'postinst-pkg': OWN_SCRIPTS.postinst,
	prerm: [
		'#!/bin/sh',
		'[ -s ${IPKG_INSTROOT}/lib/functions.sh ] || exit 0',
		'. ${IPKG_INSTROOT}/lib/functions.sh',
		'default_prerm $0 $@',
		'',
	].join('\n'),
	postrm: OWN_SCRIPTS.postrm,
};
