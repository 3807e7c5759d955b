'use strict';

/** Figures as people read them in a terminal. */

/**
 * @param {number} number
 * @param {number} scale
 * @returns {string} in units of the scale, with one digit behind the point below ten
 */
function scaled(number, scale) {
	const tenths = int((number * 10 + scale / 2.0) / scale);
	return tenths >= 100 ? `${int(tenths / 10)}` : `${int(tenths / 10)}.${tenths % 10}`;
}

/**
 * @param {?number} bytes
 * @returns {string} such as '312 MB'
 */
function bytes_text(bytes) {
	if (bytes == null) return '-';
	if (bytes >= 1000000000) return `${scaled(bytes, 1000000000)} GB`;
	return bytes >= 1000000 ? `${scaled(bytes, 1000000)} MB` : `${int((bytes + 999) / 1000)} kB`;
}

/**
 * @param {?number} bits  in a second
 * @returns {string} Mbit/s, without the unit
 */
function mbits_text(bits) {
	return bits == null ? '-' : scaled(bits, 1000000);
}

/**
 * @param {?number} value
 * @param {string} [unit]
 * @returns {string} '-' where it is unknown
 */
function known_text(value, unit) {
	return value == null ? '-' : `${value}${unit ?? ''}`;
}

/**
 * @param {number} seconds  since 1970
 * @returns {string} the time of day, in universal time
 */
function time_text(seconds) {
	const at = gmtime(seconds);
	return sprintf('%02d:%02d:%02d', at.hour, at.min, at.sec);
}

export { bytes_text, known_text, mbits_text, time_text };
