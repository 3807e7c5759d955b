'use strict';

/** Why offloading is not enabled, or not loaded, in the words of the page (src/model/diagnosis/requested.ts, loaded.ts and hints.ts). */

import { wrapped } from 'nft-offload.commands.output';

/** @typedef {import('../../../../../../src/rpc/types/summary.ts').SettingFinding} SettingFinding */

/**
 * %s is for sections.
 *
 * @type {Partial<Record<SettingFinding['id'], string>>}
 */
const NOT_ENABLED = {
	uncommitted:
		'Offloading was enabled over SSH, but not committed. Run: uci commit firewall && service firewall reload',
	'hardware-alone': 'Hardware offloading is enabled, but it needs software offloading, which is off.',
	misplaced: 'The option is set in the wrong place (%s), where it has no effect.',
	'left-over':
		'Offloading is disabled, but the kernel still offloads: the firewall has not been reloaded since.'
};
/** @type {Partial<Record<SettingFinding['id'], string>>} */
const NOT_LOADED = {
	'module-missing': 'The kernel module for flow offloading is missing. Install the package kmod-nft-offload.',
	'firewall-stopped': 'The firewall is not running, so nothing can be offloaded.',
	'rule-missing': 'The flowtable is loaded, but no forward rule adds connections to it.',
	rejected:
		'The firewall has not loaded this setting: it has not been reloaded since, or the kernel rejected its rules.',
	fallback:
		'Hardware offloading is enabled, but not loaded: the kernel may have rejected it for a network device. Software offloading is used instead.'
};

/**
 * @param {?SettingFinding} finding
 * @param {Partial<Record<SettingFinding['id'], string>>} texts  of one check
 * @returns {string[]} the sentence below the line of its check
 */
function finding_lines(finding, texts) {
	const text = finding && texts[finding.id];
	return text ? [wrapped(replace(text, '%s', join(', ', finding.sections)), '  ')] : [];
}

export { NOT_ENABLED, NOT_LOADED, finding_lines };
