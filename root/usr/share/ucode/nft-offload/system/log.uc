'use strict';

/** A line of a log in its parts. Everything but the message is written by the logging system, so no device can choose it. */
/** @typedef {{ time: string, program: string, text: string }} Entry */

/** Weekday, month, day, time and year lead a line of `logread`. */
const DATE_WORDS = 5;

/**
 * @param {string} text
 * @param {number} from
 * @returns {number} the place of the next blank; the end of the text where there is none
 */
function blank_after(text, from) {
	const place = index(substr(text, from), ' ');
	return place < 0 ? length(text) : from + place;
}

/**
 * @param {string} text
 * @param {number} from
 * @returns {number} the place of the next character that is not a blank
 */
function skip_blanks(text, from) {
	let at = from;
	while (ord(text, at) == 32) at++;
	return at;
}

/**
 * @param {string} text
 * @returns {boolean} whether it has nothing but digits and points
 */
function is_decimal(text) {
	for (let at = 0; at < length(text); at++) {
		const byte = ord(text, at) ?? 0;
		if (byte != 46 && (byte < 48 || byte > 57)) return false;
	}
	return text != '';
}

/**
 * Who wrote a message, in the form of syslog: `program: text` or `program[pid]: text`.
 *
 * @param {string} message
 * @returns {string} '' where it does not say
 */
function program_of(message) {
	const tag = split(message, ':', 2);
	if (length(tag) < 2) return '';
	const name = split(tag[0], '[', 2)[0];
	return index(name, ' ') < 0 ? name : '';
}

/**
 * What a program of that name wrote.
 *
 * @param {string} message
 * @returns {string}
 */
function said_in(message) {
	return trim(split(message, ':', 2)[1] ?? '');
}

/**
 * A line of the kernel's ring buffer, such as `[   12.345678] text`.
 *
 * @param {string} line
 * @returns {?Entry} null where it has another form
 */
function parse_kernel_line(line) {
	if (ord(line) != 91) return null;
	const parts = split(substr(line, 1), ']', 2);
	const time = trim(parts[0]);
	return length(parts) < 2 || !is_decimal(time) ? null : { time, program: 'kernel', text: trim(parts[1]) };
}

/**
 * A line of the system log, such as `Wed Nov 26 10:00:00 2025 user.notice firewall: text`.
 *
 * @param {string} line
 * @returns {?(Entry & { facility: string })} null where it has another form
 */
function parse_system_line(line) {
	let end = 0;
	for (let word = 0; word < DATE_WORDS; word++) end = blank_after(line, skip_blanks(line, end));
	const start = skip_blanks(line, end);
	const facility_end = blank_after(line, start);
	const facility = split(substr(line, start, facility_end - start), '.', 2);
	if (length(facility) < 2) return null;
	const text = trim(substr(line, facility_end));
	return { time: substr(line, 0, end), facility: facility[0], program: program_of(text), text };
}

export { parse_kernel_line, parse_system_line, said_in };
