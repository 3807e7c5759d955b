'use strict';

import { access, error, readfile, unlink } from 'fs';
import { copy_option_lines, without_options } from 'nft-offload.firewall.option_lines';
import { booleans_of, parse_config, print_with_options, same } from 'nft-offload.firewall.options';
import { run } from 'nft-offload.system.command';
import { PRIVATE, write_checked } from 'nft-offload.system.replace_file';
import { SCRATCH, boot_id } from 'nft-offload.trial.journal';

/** @typedef {import('nft-offload.trial.journal').Base} Base */
/** @typedef {import('nft-offload.trial.journal').Journal} Journal */
/** @typedef {import('nft-offload.firewall.options').RawOptions} RawOptions */
/**
 * What the configuration's file holds.
 *
 * @typedef {object} Found
 * @property {?string} text  null where there is no file
 * @property {?import('nft-offload.firewall.options').ParsedConfig} parsed  null where it is empty or libuci cannot read it
 */
/**
 * What restores the old values.
 *
 * @typedef {object} Plan
 * @property {?string} text  that the file shall hold; null where it may stay as it is
 * @property {?string} edited  of which text that is an edit, to be checked by libuci; null where it is one that has been there
 */

const CONFIG = '/etc/config/firewall';
/** Times that a file is read which changes meanwhile. */
const ATTEMPTS = 3;
const LINE_BREAK = 10;
/** Bytes that rpcd copies at a time, and the page by which a flash gives room: where room ends, a text ends after so many. */
const PIECE = 4096;
/** @type {Plan} */
const NOTHING = { text: null, edited: null };

/**
 * @returns {{ found: ?Found, error: ?string }}  one of them is null
 */
function read_config() {
	for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
		const text = readfile(CONFIG);
		const message = error();
		if (text == null && access(CONFIG)) return { found: null, error: `${CONFIG}: ${message}` };
		const parsed = trim(text ?? '') == '' ? null : parse_config(CONFIG);
		if (readfile(CONFIG) == text) return { found: { text, parsed }, error: null };
	}
	return { found: null, error: `${CONFIG} is being written` };
}

/**
 * @param {string} part
 * @param {string} whole
 * @returns {boolean}
 */
function is_cut(part, whole) {
	return length(part) < length(whole) && substr(whole, 0, length(part)) == part;
}

/**
 * @param {string} text
 * @returns {string} its whole lines
 */
function whole_lines(text) {
	const parts = split(text, '\n');
	const rest = pop(parts) ?? '';
	return substr(text, 0, length(text) - length(rest));
}

/**
 * What is missing where a text is the beginning of one that was to be there: rpcd and others write without fsync and without asking
 * whether they could, so that a power cut or a full flash leaves a part.
 *
 * @param {string} text
 * @param {Journal} journal
 * @returns {?string} the least that explains it; null where the text is no such part
 */
function missing_part(text, journal) {
	const expected = journal.base.expected;
	/** @type {?string} */
	let least = null;
	for (let whole in [journal.first.text, journal.base.text, journal.seen ?? '', expected]) {
		const rest = is_cut(text, whole) ? substr(whole, length(text)) : null;
		if (rest != null && (least == null || length(rest) < length(least))) least = rest;
	}
	// In the middle of a line that sets one of the options, the rest of the text tells.
	const others = without_options(whole_lines(text));
	const whole = without_options(expected);
	return least ?? (is_cut(others, whole) ? substr(whole, length(others)) : null);
}

/**
 * @param {string} text
 * @param {Base} base
 * @returns {boolean} whether another program has changed more than the two options
 */
function is_foreign(text, base) {
	const others = without_options(text);
	return others != without_options(base.text) && others != without_options(base.expected);
}

/**
 * @param {string} text
 * @param {Journal} journal
 * @returns {Plan}  the text with the old values and everything else kept
 */
function edit(text, journal) {
	const edited =
		copy_option_lines(text, journal.base.text) ?? print_with_options(text, journal.marker.before);
	return edited == null || edited == text ? NOTHING : { text: edited, edited: text };
}

/**
 * @param {?import('nft-offload.firewall.options').ParsedConfig} parsed
 * @param {Journal} journal
 * @returns {boolean} whether nobody has set the options otherwise since
 */
function still_tried(parsed, journal) {
	const options = parsed?.options ?? null;
	return options != null && same(booleans_of(options), journal.marker.tried);
}

/**
 * @param {Journal} journal
 * @returns {Plan}  how to restore a lost file
 */
function rescue(journal) {
	if (journal.seen == null) return { text: journal.base.text, edited: null };
	const plan = still_tried(parse_config(journal.seen_path), journal) ? edit(journal.seen, journal) : NOTHING;
	return plan.text == null ? { text: journal.seen, edited: null } : plan;
}

/**
 * rpcd's rollback puts the whole old file back, and with it takes away what another program has changed.
 *
 * @param {Found} found
 * @param {Journal} journal
 * @returns {boolean}
 */
function is_rolled_back(found, journal) {
	const first = journal.first.text;
	const lost = journal.base.text != first && found.text == first;
	return lost || (journal.seen != null && found.text == journal.base.text);
}

/**
 * @param {string} text
 * @returns {boolean} whether the flash takes that much more
 */
function has_room(text) {
	const unwritten = write_checked(SCRATCH, text, PRIVATE);
	unlink(SCRATCH);
	return unwritten == null;
}

/**
 * Tells a part that ends with a whole line from a text of which somebody has taken the end away. After a restart only the former is
 * likely. Else a write has failed for want of room if the rest still finds none, or if the old text ends where rpcd ends a piece.
 *
 * @param {Found} found
 * @param {string} missing
 * @param {Journal} journal
 * @returns {boolean}
 */
function is_cut_short(found, missing, journal) {
	if (journal.marker.boot != boot_id()) return true;
	const is_old = !still_tried(found.parsed, journal);
	return (is_old && length(found.text ?? '') % PIECE == 0) || !has_room(missing);
}

/**
 * @param {Found} found
 * @param {Journal} journal
 * @returns {boolean} whether a write that failed has left a part
 */
function is_torn(found, journal) {
	const text = found.text;
	const missing = text == null ? null : missing_part(text, journal);
	if (text == null || missing == null) return false;
	// Whoever takes something out on purpose ends with a whole line.
	const interrupted = found.parsed == null || ord(text, length(text) - 1) != LINE_BREAK;
	return interrupted || is_cut_short(found, missing, journal);
}

/**
 * Works out what an undo writes.
 *
 * @param {Found} found
 * @param {Journal} journal
 * @returns {Plan}
 */
function make_plan(found, journal) {
	const lost = found.text == null || found.parsed == null || is_torn(found, journal);
	if (lost || is_rolled_back(found, journal)) return rescue(journal);
	const text = found.text ?? '';
	if (!still_tried(found.parsed, journal)) return NOTHING;
	if (is_foreign(text, journal.base)) return edit(text, journal);
	return text == journal.base.text ? NOTHING : { text: journal.base.text, edited: null };
}

/**
 * Reads the file when nobody is in the middle of writing it.
 *
 * @param {Journal} journal
 * @returns {?Found}
 */
function read_settled(journal) {
	const first = read_config().found;
	if (first == null || first.text == null || missing_part(first.text, journal) == null) return first;
	run('sleep 1');
	const second = read_config().found;
	return second != null && second.text == first.text ? second : null;
}

export { CONFIG, is_foreign, is_rolled_back, is_torn, make_plan, read_config, read_settled };
