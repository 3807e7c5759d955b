'use strict';

import { error, lsdir } from 'fs';
import { reason, reason_of_error } from 'nft-offload.lib.reason';
import { is_hexadecimal } from 'nft-offload.lib.word';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').EngineKind} EngineKind */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/** @typedef {{ kind: EngineKind, folder: string }} Engine */

const DEBUG = '/sys/kernel/debug';
/** MediaTek's driver numbers its engines. */
const NUMBERED = ['ppe0', 'ppe1', 'ppe2'];
/** Files in a folder `ppe`: Airoha lists bound entries; Qualcomm's driver for IPQ95xx only counts packets. */
const AIROHA = 'bind';
const QUALCOMM = 'cpu_code';
/** Qualcomm's switch driver names its folder after its address, as in `3a000000.ppe`. */
const SWITCH = '.ppe';

/**
 * @param {string} folder
 * @returns {?EngineKind}
 */
function kind_of(folder) {
	if (index(NUMBERED, folder) >= 0) return 'mtk_ppe';
	const is_switch =
		substr(folder, -length(SWITCH)) == SWITCH &&
		is_hexadecimal(substr(folder, 0, length(folder) - length(SWITCH)), 16);
	if (folder != 'ppe' && !is_switch) return null;
	const files = lsdir(`${DEBUG}/${folder}`) ?? [];
	if (is_switch) return index(files, 'offload') >= 0 ? 'qca_ppe' : null;
	if (index(files, AIROHA) >= 0) return 'airoha_ppe';
	return index(files, QUALCOMM) >= 0 ? 'qcom_ppe' : null;
}

/**
 * @returns {{ engines: ?Engine[], reason: ?Reason }} in the order of their names; null where debugfs cannot be read or is not mounted
 */
function find_engines() {
	const folders = lsdir(DEBUG);
	if (folders == null) return { engines: null, reason: reason_of_error(DEBUG, error()) };
	if (length(folders) == 0) return { engines: null, reason: reason('missing', `${DEBUG}: not mounted`) };
	/** @type {Engine[]} */
	const engines = [];
	for (let folder in sort(folders)) {
		const kind = kind_of(folder);
		if (kind != null) push(engines, { kind, folder });
	}
	return { engines, reason: null };
}

export { DEBUG, find_engines };
