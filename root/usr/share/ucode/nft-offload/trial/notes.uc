'use strict';

/** Writes down what other programs make of the configurations during a trial, and the spare copies for an undo. */

import { readfile, unlink } from 'fs';
import { PRIVATE, replace_file } from 'nft-offload.system.replace_file';
import { SCRATCH, read_journal, write_base, write_entry } from 'nft-offload.trial.journal';
import {
	check_of,
	is_foreign,
	is_rolled_back,
	is_torn,
	make_plan,
	read_part,
	read_settled
} from 'nft-offload.trial.plan';
import { restore_trial } from 'nft-offload.trial.restore';

/** @typedef {import('nft-offload.trial.journal').Part} Part */
/** @typedef {import('nft-offload.trial.plan').Found} Found */

/**
 * @param {string} text
 * @param {Part} part
 * @returns {?string} the error
 */
function note_base(text, part) {
	const expected = part.subject.print(text, true) ?? text;
	const unwritten = write_base(part, { text, expected, number: part.base.number + 1 });
	if (unwritten == null) unlink(part.seen_path);
	return unwritten;
}

/**
 * Keeps copies of what an undo would write, so that it needs no free space.
 *
 * @returns {?string} the error
 */
function prepare_spares() {
	const journal = read_journal().journal;
	for (let part in journal?.parts ?? []) {
		const found = read_part(part).found;
		if (found == null) continue;
		const plan = make_plan(found, part);
		const text = plan.text ?? part.base.text;
		if (readfile(part.spare_path) == text) continue;
		const how = { scratch: SCRATCH, mode: PRIVATE, accept: check_of(plan, part) };
		const unwritten = replace_file(part.spare_path, text, how);
		if (unwritten != null) return unwritten;
	}
	return null;
}

/**
 * @param {Part} part
 * @param {Found} found  whole
 * @returns {?string} why what another program has made of the file could not be written down
 */
function note_part(part, found) {
	const text = found.text ?? '';
	if (part.subject.is_before(found.parsed?.value))
		return text == part.base.text ? null : note_base(text, part);
	if (is_foreign(text, part)) return text == part.seen ? null : write_entry(part.seen_path, text);
	if (part.seen != null) unlink(part.seen_path);
	return null;
}

/**
 * Writes down what another program has made of the files meanwhile, so that neither rpcd's rollback nor a crash loses it, and prepares
 * the spare copies for it.
 *
 * @returns {?string} the error
 */
function note_configs() {
	const journal = read_journal().journal;
	for (let part in journal?.parts ?? []) {
		const found = read_settled(part);
		if (found == null) return null;
		// On a full disk rpcd's rollback leaves a part, with which the firewall may not load at all.
		if (is_torn(found, part)) return restore_trial(true).error;
		if (found.text == null || found.parsed == null) return null;
		if (is_rolled_back(found, part)) return restore_trial(true).error;
		const unwritten = note_part(part, found);
		if (unwritten != null) return unwritten;
	}
	return journal == null ? null : prepare_spares();
}

export { note_configs };
