'use strict';

import { access, error, lsdir, readfile } from 'fs';
import { run } from 'nft-offload.system.command';
import { reason_of_error } from 'nft-offload.lib.reason';
import { is_device_name, is_plain_device_name } from 'nft-offload.lib.word';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').DeviceDriver} DeviceDriver */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */

const FOLDER = '/sys/class/net';
const MODULES = '/sys/module';
const ETHTOOL = '/usr/sbin/ethtool';
/** ethtool is asked about that many devices at most: each costs a process. */
const MOST_ASKED = 12;

/**
 * Engines other than the kernel's software flowtable, by their modules. The page has the same table (src/model/engines.ts).
 *
 * @type {Record<string, { modules: string[], families: string[], flowtable: boolean }>}
 */
const ENGINES = {
	mtk_hnat: { modules: ['mtk_hnat', 'mtkhnat', 'hnat'], families: [], flowtable: false },
	natflow: { modules: ['natflow'], families: [], flowtable: false },
	nss: { modules: ['ecm'], families: ['qca_nss_'], flowtable: false },
	sfe: { modules: ['fast_classifier'], families: ['shortcut_fe'], flowtable: false },
	qca_ppe: { modules: ['qca_ppe', 'qcom_ppe'], families: [], flowtable: true }
};

/**
 * @param {string} device
 * @returns {?string} the driver's name; null for a device made of software
 */
function read_driver(device) {
	if (!is_device_name(device)) return null;
	for (let line in split(readfile(`${FOLDER}/${device}/device/uevent`) ?? '', '\n'))
		if (index(line, 'DRIVER=') == 0 && length(line) > 7) return substr(line, 7);
	return null;
}

/**
 * Whether a driver says that it accepts rules of traffic control. Only the program ethtool can tell.
 *
 * @param {string} device
 * @returns {?boolean}
 */
function read_hw_tc_offload(device) {
	if (!is_plain_device_name(device)) return null;
	const features = run(`${ETHTOOL} -k ${device}`);
	const found = features.reason == null ? match(features.text, /hw-tc-offload: (on|off)/) : null;
	return found ? found[1] == 'on' : null;
}

/**
 * @param {string[]} devices
 * @param {() => boolean} is_late
 * @returns {{ drivers: ?DeviceDriver[], reason: ?Reason }} of those that exist, each once
 */
function read_drivers(devices, is_late) {
	const present = lsdir(FOLDER);
	if (present == null) return { drivers: null, reason: reason_of_error(FOLDER, error()) };
	let asks = access(ETHTOOL) ? MOST_ASKED : 0;
	/** @type {DeviceDriver[]} */
	const drivers = [];
	for (let device in present) {
		if (index(devices, device) < 0) continue;
		const driver = read_driver(device);
		const asked = driver != null && asks > 0 && !is_late();
		if (asked) asks--;
		push(drivers, { device, driver, hw_tc_offload: asked ? read_hw_tc_offload(device) : null });
	}
	return { drivers, reason: null };
}

/**
 * @param {string} module
 * @returns {?{ flowtable: boolean }} its engine
 */
function engine_of(module) {
	for (let name in ENGINES) {
		const engine = ENGINES[name];
		if (index(engine.modules, module) >= 0) return engine;
		for (let family in engine.families) if (index(module, family) == 0) return engine;
	}
	return null;
}

/**
 * @returns {{ accelerators: ?string[], flowtable_engines: ?string[], reason: ?Reason }} modules of other engines that are loaded: those
 *   next to the flowtable, and hardware that serves it
 */
function read_accelerators() {
	const loaded = lsdir(MODULES);
	if (loaded == null)
		return { accelerators: null, flowtable_engines: null, reason: reason_of_error(MODULES, error()) };
	/** @type {string[]} */
	const accelerators = [];
	/** @type {string[]} */
	const flowtable_engines = [];
	for (let name in loaded) {
		const engine = engine_of(name);
		if (engine != null) push(engine.flowtable ? flowtable_engines : accelerators, name);
	}
	return { accelerators, flowtable_engines, reason: null };
}

export { ENGINES, read_accelerators, read_drivers };
