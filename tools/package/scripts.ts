// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the shell fills these in, not JavaScript
import type { OwnScripts } from './parts.ts';

/**
 * OpenWrt's makefiles (include/package-pack.mk) put a wrapper around the scripts of every package: default_postinst and default_prerm of
 * the router's /lib/functions.sh run uci-defaults, enable and start init scripts, stop and disable them. The wrappers here are the same.
 */

const SHELL = '#!/bin/sh';
const UNLESS_SCRIPTS_ARE_OFF = '[ "${IPKG_NO_SCRIPT}" = "1" ] && exit 0';
const FUNCTIONS = [
	'[ -s ${IPKG_INSTROOT}/lib/functions.sh ] || exit 0',
	'. ${IPKG_INSTROOT}/lib/functions.sh',
];

/** The scripts of an ipk by file name, in byte order. The wrapper calls the package's own postinst as postinst-pkg. */
export function ipkScripts(own: OwnScripts): Array<[name: string, text: string]> {
	const scripts: Array<[string, string | undefined]> = [
		['postinst', lines(SHELL, UNLESS_SCRIPTS_ARE_OFF, ...FUNCTIONS, 'default_postinst $0 $@')],
		['postinst-pkg', own.postinst],
		['postrm', own.postrm],
		['prerm', lines(SHELL, ...FUNCTIONS, 'default_prerm $0 $@')],
	];
	return scripts.flatMap(([name, text]) => (text === undefined ? [] : [[name, text]]));
}

/** The scripts of an apk by the names of its format. The package's own text stands behind the wrapper's. */
export function apkScripts(own: OwnScripts, name: string): Record<string, string> {
	const start = [...FUNCTIONS, 'export root="${IPKG_INSTROOT}"', `export pkgname="${name}"`];
	const install =
		lines(SHELL, UNLESS_SCRIPTS_ARE_OFF, ...start, 'add_group_and_user', 'default_postinst') +
		withoutShell(own.postinst ?? '');
	return {
		'post-install': install,
		'pre-deinstall': lines(SHELL, ...start, 'default_prerm'),
		...(own.postrm !== undefined && { 'post-deinstall': own.postrm }),
		'post-upgrade': lines(SHELL, 'export PKG_UPGRADE=1') + withoutShell(install),
	};
}

function withoutShell(script: string): string {
	return script.replace(/^\s*#!.*\n/gm, '');
}

function lines(...texts: string[]): string {
	return texts.map((text) => `${text}\n`).join('');
}
