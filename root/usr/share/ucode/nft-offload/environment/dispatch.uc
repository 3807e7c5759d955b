'use strict';

/** WED brings Wi-Fi to MediaTek's PPE, and the network processor (NPU) sets up Airoha's (docs/engines.md). */

import { access, error, lsdir, readfile } from 'fs';
import { items_where } from 'nft-offload.lib.list';
import { known_reasons, reason, reason_of_error } from 'nft-offload.lib.reason';
import { open_file } from 'nft-offload.system.file';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Environment} Environment */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */

const MODULES = '/sys/module';
/** MediaTek's drivers of Wi-Fi 6 and 7. */
const WED_DRIVERS = ['mt7915e', 'mt7996e'];
const DEBUG = '/sys/kernel/debug';
const WED_FOLDERS = ['wed0', 'wed1', 'wed2'];
const NPU = '/sys/bus/platform/drivers/airoha-npu';
/** Devices are named after their address: `1e900000.npu`. */
const NPU_DEVICE = '.npu';
const FIRMWARE = '/lib/firmware/airoha';
const FIRMWARE_FILE = '_npu_rv32.bin';

/** @returns {{ wed: Environment['wed'], reason: ?Reason }} on where it is for one of the drivers */
function read_wed() {
	/** @type {?Reason} */
	let trouble = null;
	let found = false;
	for (let driver in WED_DRIVERS) {
		const path = `${MODULES}/${driver}/parameters/wed_enable`;
		const switched = readfile(path, 2);
		const why = switched == null ? reason_of_error(path, error()) : null;
		if (index(['Y', '1'], substr(switched ?? '', 0, 1)) >= 0) return { wed: 'on', reason: null };
		if (switched != null) found = true;
		else if (why?.code != 'missing') trouble ??= why;
	}
	if (trouble != null) return { wed: null, reason: trouble };
	return { wed: found ? 'off' : 'absent', reason: null };
}

/**
 * Asks each dispatcher for its registers, of which it only has some while a Wi-Fi card is attached.
 *
 * @returns {{ attached: ?boolean, reason: ?Reason }}
 */
function read_attached() {
	const folders = lsdir(DEBUG);
	if (folders == null) return { attached: null, reason: reason_of_error(DEBUG, error()) };
	if (length(folders) == 0) return { attached: null, reason: reason('missing', `${DEBUG}: not mounted`) };
	for (let folder in WED_FOLDERS) {
		if (index(folders, folder) < 0) continue;
		const path = `${DEBUG}/${folder}/txinfo`;
		const opened = open_file(path);
		if (opened.file == null) return { attached: null, reason: opened.reason };
		const registers = opened.file.read(16);
		opened.file.close();
		if (registers == null) return { attached: null, reason: reason('failed', path) };
		if (registers != '') return { attached: true, reason: null };
	}
	return { attached: false, reason: null };
}

/**
 * @param {string} text
 * @param {string} end
 * @returns {boolean}
 */
function ends_with(text, end) {
	return substr(text, -length(end)) == end;
}

/** @returns {{ npu: Environment['npu'], reason: ?Reason }} */
function read_npu() {
	const names = lsdir(NPU);
	if (names == null) {
		const why = reason_of_error(NPU, error());
		return why.code == 'missing' ? { npu: 'absent', reason: null } : { npu: null, reason: why };
	}
	if (length(items_where(names, (name) => ends_with(name, NPU_DEVICE))) > 0)
		return { npu: 'running', reason: null };
	const files = access(FIRMWARE) ? lsdir(FIRMWARE) : [];
	if (files == null) return { npu: null, reason: reason_of_error(FIRMWARE, error()) };
	const found = length(items_where(files, (name) => ends_with(name, FIRMWARE_FILE))) > 0;
	return { npu: found ? 'stopped' : 'no_firmware', reason: null };
}

/**
 * @returns {{ facts: Pick<Environment, 'wed' | 'wed_attached' | 'npu'>, unknown: Environment['unknown'] }}
 */
function read_dispatch() {
	const wed = read_wed();
	// Where WED is off, nobody needs debugfs.
	const card =
		wed.wed == 'on' ? read_attached() : { attached: wed.wed == null ? null : false, reason: wed.reason };
	const npu = read_npu();
	return {
		facts: { wed: wed.wed, wed_attached: card.attached, npu: npu.npu },
		unknown: known_reasons({ wed: wed.reason, wed_attached: card.reason, npu: npu.reason })
	};
}

export { read_dispatch };
