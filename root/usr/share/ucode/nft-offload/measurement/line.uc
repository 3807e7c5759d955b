'use strict';

/** @typedef {import('../../../../../../src/rpc/types/results.ts').ResultLine} ResultLine */

/** Lines of a result. */
const LINES = 4;

/**
 * @param {import('../../../../../../src/rpc/types/index.ts').Zone[]} zones
 * @returns {ResultLine[]} the networks with a default route, in the order of the zones, each device once
 */
function lines_of(zones) {
	/** @type {ResultLine[]} */
	const line = [];
	for (let zone in zones) {
		for (let network in zone.networks) {
			const device = network.l3_device;
			const listed = map(line, (other) => other.device);
			if (!network.default_route || device == null || index(listed, device) >= 0) continue;
			if (length(line) < LINES) push(line, { device, proto: network.proto });
		}
	}
	return line;
}

export { lines_of };
