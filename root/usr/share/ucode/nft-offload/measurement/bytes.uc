'use strict';

/** What two readings of a measurement say of the Internet connection, by the rules of the page (src/model/measurement.ts). */

import { ENOUGH_BYTES, ENOUGH_DIRECTION_BYTES } from 'nft-offload.measurement.recall';

/** @typedef {import('../../../../../../src/rpc/types/measurement.ts').MeasurementReading} Reading */
/** @typedef {import('../../../../../../src/rpc/types/measurement.ts').PacketCount} PacketCount */
/** @typedef {import('../../../../../../src/rpc/types/results.ts').ResultBytes} ResultBytes */
/** @typedef {'working' | 'partly' | 'not-working' | 'not-enough'} Verdict */

/** Bytes of the headers of IP and TCP: the least that the kernel saves for each packet that it joins to another. */
const JOINED_HEADER = 40;

/**
 * @param {PacketCount} first
 * @param {PacketCount} last
 * @param {number} link_header
 * @returns {?number} bytes between both, without headers; null where counting has started again
 */
function content_between(first, last, link_header) {
	const packets = last.packets - first.packets;
	const bytes = last.bytes - first.bytes;
	return packets < 0 || bytes < 0 ? null : max(0, bytes - packets * (link_header + JOINED_HEADER));
}

/**
 * @param {Reading} first
 * @param {Reading} last
 * @param {'download' | 'upload'} direction
 * @returns {?number} bytes of all lines
 */
function lines_between(first, last, direction) {
	const way = direction == 'download' ? 'received' : 'sent';
	let sum = 0;
	for (let line in last.lines) {
		let content = null;
		for (let before in first.lines)
			if (before.device == line.device)
				content = content_between(
					before[way],
					line[way],
					direction == 'download' ? line.received_header : line.sent_header
				);
		if (content == null) return null;
		sum += content;
	}
	return sum;
}

/**
 * The outer packets of a tunnel are on the line below it too: they are no data of their own.
 *
 * @param {Reading} first
 * @param {Reading} last
 * @param {'download' | 'upload'} direction
 * @returns {?ResultBytes}
 */
function direction_between(first, last, direction) {
	const forwarded = content_between(first.forwarded[direction], last.forwarded[direction], 0);
	const own = content_between(first.own[direction], last.own[direction], 0);
	const tunnel = content_between(first.tunnel[direction], last.tunnel[direction], 0);
	const lines = lines_between(first, last, direction);
	if (forwarded == null || own == null || tunnel == null || lines == null) return null;
	return { total_bytes: max(0, lines - tunnel), slow_bytes: forwarded + own, own_bytes: own };
}

/**
 * @param {Reading} first
 * @param {Reading} last
 * @returns {?(ResultBytes & { download: ResultBytes, upload: ResultBytes })} null where a device has started counting again
 */
function bytes_between(first, last) {
	const download = direction_between(first, last, 'download');
	const upload = direction_between(first, last, 'upload');
	if (download == null || upload == null) return null;
	return {
		total_bytes: download.total_bytes + upload.total_bytes,
		slow_bytes: download.slow_bytes + upload.slow_bytes,
		own_bytes: download.own_bytes + upload.own_bytes,
		download,
		upload
	};
}

/**
 * @param {ResultBytes} bytes  of one direction
 * @returns {Verdict}
 */
function judge_direction(bytes) {
	if (bytes.total_bytes < ENOUGH_DIRECTION_BYTES) return 'not-enough';
	const bypassed = max(0, bytes.total_bytes - bytes.slow_bytes);
	if (bypassed * 5 >= bytes.total_bytes * 4) return 'working';
	return bypassed * 5 > bytes.total_bytes ? 'partly' : 'not-working';
}

/**
 * Judges a measurement by the directions that carried enough. Hardware that forwards on its own may leave the device's counter
 * standing still.
 *
 * @param {{ total_bytes: number, download: ResultBytes, upload: ResultBytes, hardware_entries: number }} measured
 * @returns {Verdict | 'hardware'}
 */
function judge_measurement(measured) {
	/** @type {?Verdict} */
	let verdict = null;
	for (let bytes in [measured.download, measured.upload]) {
		const judged = judge_direction(bytes);
		if (judged == 'not-enough') continue;
		verdict = verdict == null || verdict == judged ? judged : 'partly';
	}
	if (measured.total_bytes < ENOUGH_BYTES || verdict == null)
		return measured.hardware_entries > 0 ? 'hardware' : 'not-enough';
	return verdict;
}

export { bytes_between, judge_direction, judge_measurement };
