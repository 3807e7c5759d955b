'use strict';

/** Tells what has become of a configuration during a trial, and works out what an undo writes. */

import { access, error, readfile, unlink } from 'fs';
import { run } from 'nft-offload.system.command';
import { PRIVATE, write_checked } from 'nft-offload.system.replace_file';
import { SCRATCH } from 'nft-offload.trial.journal';

/** @typedef {import('nft-offload.trial.journal').Part} Part */
/** @typedef {import('nft-offload.trial.subject').Parsed} Parsed */
/**
 * What a configuration's file holds.
 *
 * @typedef {object} Found
 * @property {?string} text  null where there is no file
 * @property {?Parsed} parsed  null where it is empty or libuci cannot read it
 */
/**
 * What restores the old values.
 *
 * @typedef {object} Plan
 * @property {?string} text  that the file shall hold; null where it may stay as it is
 * @property {?string} edited  of which text that is an edit, to be checked by libuci; null where it is one that has been there
 */

/** Times that a file is read which changes meanwhile. */
const ATTEMPTS = 3;
const LINE_BREAK = 10;
/** Bytes that rpcd copies at a time, and the page by which a flash gives room: where room ends, a text ends after so many. */
const PIECE = 4096;
/** @type {Plan} */
const NOTHING = { text: null, edited: null };

/**
 * @param {string} path
 * @param {(path: string) => ?Parsed} parse
 * @returns {{ found: ?Found, error: ?string }}  one of them is null
 */
function read_config(path, parse) {
	for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
		const text = readfile(path);
		const message = error();
		if (text == null && access(path)) return { found: null, error: `${path}: ${message}` };
		const parsed = trim(text ?? '') == '' ? null : parse(path);
		if (readfile(path) == text) return { found: { text, parsed }, error: null };
	}
	return { found: null, error: `${path} is being written` };
}

/**
 * @param {Part} part
 * @returns {{ found: ?Found, error: ?string }}
 */
function read_part(part) {
	return read_config(part.path, part.subject.parse);
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
 * @param {Part} part
 * @returns {?string} the least that explains it; null where the text is no such part
 */
function missing_part(text, part) {
	const base = part.base;
	// A repair goes to the end of the file, or leaves from there: then one whole text is the beginning of the other.
	if (text == base.text || text == base.expected) return null;
	/** @type {?string} */
	let least = null;
	for (let whole in [part.first.text, base.text, part.seen ?? '', base.expected]) {
		const rest = is_cut(text, whole) ? substr(whole, length(text)) : null;
		if (rest != null && (least == null || length(rest) < length(least))) least = rest;
	}
	// In the middle of a line that sets what is tried, the rest of the text tells.
	const others = part.subject.without(whole_lines(text));
	const whole = part.subject.without(base.expected);
	return least ?? (is_cut(others, whole) ? substr(whole, length(others)) : null);
}

/**
 * @param {string} text
 * @param {Part} part
 * @returns {boolean} whether another program has changed more than what is tried
 */
function is_foreign(text, part) {
	const without = part.subject.without;
	const others = without(text);
	return others != without(part.base.text) && others != without(part.base.expected);
}

/**
 * @param {string} text
 * @param {Part} part
 * @returns {Plan}  the text with the old values and everything else kept
 */
function edit(text, part) {
	const edited = part.subject.copy(text, part.base.text) ?? part.subject.print(text, false);
	return edited == null || edited == text ? NOTHING : { text: edited, edited: text };
}

/**
 * @param {Part} part
 * @param {string} source  path of the text that was edited
 * @param {(value: any) => boolean} is_wanted
 * @returns {(path: string) => ?string} says why libuci does not read the wanted value, and everything else as it was, from an edit
 */
function check_edit(part, source, is_wanted) {
	return (path) => {
		const edited = part.subject.parse(path);
		const original = part.subject.parse(source);
		const good =
			edited != null && original != null && is_wanted(edited.value) && edited.others == original.others;
		return good ? null : `${part.path}: libuci does not read the edited text as it should`;
	};
}

/**
 * @param {Plan} plan
 * @param {Part} part
 * @returns {(path: string) => ?string} says why libuci does not read from an edit what the plan says
 */
function check_of(plan, part) {
	if (plan.edited == null) return () => null;
	const source = plan.edited == part.seen ? part.seen_path : part.path;
	return check_edit(part, source, part.subject.is_before);
}

/**
 * @param {?Parsed} parsed
 * @param {Part} part
 * @returns {boolean} whether nobody has set it otherwise since
 */
function still_tried(parsed, part) {
	return parsed != null && part.subject.is_tried(parsed.value);
}

/**
 * @param {Part} part
 * @returns {Plan}  how to restore a lost file
 */
function rescue(part) {
	if (part.seen == null) return { text: part.base.text, edited: null };
	const tried = still_tried(part.subject.parse(part.seen_path), part);
	const plan = tried ? edit(part.seen, part) : NOTHING;
	return plan.text == null ? { text: part.seen, edited: null } : plan;
}

/**
 * rpcd's rollback puts the whole old file back, and with it takes away what another program has changed.
 *
 * @param {Found} found
 * @param {Part} part
 * @returns {boolean}
 */
function is_rolled_back(found, part) {
	const first = part.first.text;
	const lost = part.base.text != first && found.text == first;
	return lost || (part.seen != null && found.text == part.base.text);
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
 * @param {Part} part
 * @returns {boolean}
 */
function is_cut_short(found, missing, part) {
	if (part.rebooted) return true;
	const is_old = !still_tried(found.parsed, part);
	return (is_old && length(found.text ?? '') % PIECE == 0) || !has_room(missing);
}

/**
 * @param {Found} found
 * @param {Part} part
 * @returns {boolean} whether a write that failed has left a part
 */
function is_torn(found, part) {
	const text = found.text;
	const missing = text == null ? null : missing_part(text, part);
	if (text == null || missing == null) return false;
	// Whoever takes something out on purpose ends with a whole line.
	const interrupted = found.parsed == null || ord(text, length(text) - 1) != LINE_BREAK;
	return interrupted || is_cut_short(found, missing, part);
}

/**
 * Works out what an undo writes.
 *
 * @param {Found} found
 * @param {Part} part
 * @returns {Plan}
 */
function make_plan(found, part) {
	const lost = found.text == null || found.parsed == null || is_torn(found, part);
	if (lost || is_rolled_back(found, part)) return rescue(part);
	const text = found.text ?? '';
	if (!still_tried(found.parsed, part)) return NOTHING;
	if (is_foreign(text, part)) return edit(text, part);
	return text == part.base.text ? NOTHING : { text: part.base.text, edited: null };
}

/**
 * Reads the file when nobody is in the middle of writing it.
 *
 * @param {Part} part
 * @returns {?Found}
 */
function read_settled(part) {
	const first = read_part(part).found;
	if (first == null || first.text == null || missing_part(first.text, part) == null) return first;
	run('sleep 1');
	const second = read_part(part).found;
	return second != null && second.text == first.text ? second : null;
}

export {
	check_edit,
	check_of,
	is_foreign,
	is_rolled_back,
	is_torn,
	make_plan,
	read_config,
	read_part,
	read_settled
};
