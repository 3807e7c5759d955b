'use strict';

import { error, readfile } from 'fs';
import { from_digits } from 'nft-offload.lib.number';
import { reason, reason_of_error } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').CpuTicks} CpuTicks */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */

const TABLE = '/proc/stat';
/** Lines of the CPUs come first; those of interrupts, which are long, are not needed. */
const ENOUGH = 16384;
/** CPUs of a reply, which stays below 64 KiB with them; no router has so many. */
const MOST = 128;

/**
 * Reads the lines 'cpuN user nice system idle iowait irq softirq ...' of /proc/stat (Linux fs/proc/stat.c).
 *
 * @param {string} text
 * @returns {{ cpus: ?CpuTicks[], reason: ?Reason }}
 */
function parse_cpus(text) {
	/** @type {CpuTicks[]} */
	const cpus = [];
	for (let line in split(text, '\n')) {
		if (substr(line, 0, 3) != 'cpu' || substr(line, 3, 1) == ' ') continue;
		if (length(cpus) == MOST) break;
		/** @type {number[]} */
		const ticks = [];
		for (let word in split(line, ' ')) {
			const number = from_digits(word);
			if (number != null) push(ticks, number);
		}
		// Older kernels have fewer numbers, never fewer than these seven.
		if (length(ticks) < 7) return { cpus: null, reason: reason('garbled', TABLE) };
		push(cpus, {
			user: ticks[0] + ticks[1],
			system: ticks[2] + ticks[5],
			softirq: ticks[6],
			idle: ticks[3] + ticks[4]
		});
	}
	if (!length(cpus)) return { cpus: null, reason: reason('garbled', TABLE) };
	return { cpus, reason: null };
}

/**
 * @returns {{ cpus: ?CpuTicks[], reason: ?Reason }} what each CPU has done since boot
 */
function read_cpus() {
	const text = readfile(TABLE, ENOUGH);
	return text == null ? { cpus: null, reason: reason_of_error(TABLE, error()) } : parse_cpus(text);
}

export { parse_cpus, read_cpus };
