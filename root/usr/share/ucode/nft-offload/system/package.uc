'use strict';

import { open, readfile } from 'fs';

const APK_DATABASE = '/lib/apk/db/installed';
const OPKG_FOLDER = '/usr/lib/opkg/info';
const CHUNK = 65536;
/** Longer than a name and a version together, which may lie across two chunks. */
const OVERLAP = 512;

/**
 * Looks packages up in apk's database: records of lines such as 'P:name' and, after it, 'V:version'.
 *
 * @param {(size: number) => ?string} read
 * @param {string[]} names
 * @returns {Record<string, string>} versions by name
 */
function find_apk_versions(read, names) {
	/** @type {Record<string, string>} */
	const versions = {};
	let text = '\n';
	let chunk = read(CHUNK) ?? '';
	while (chunk != '') {
		text += chunk;
		for (let name in names) {
			const head = `\nP:${name}\nV:`;
			const place = index(text, head);
			const rest = place < 0 ? [] : split(substr(text, place + length(head), OVERLAP), '\n', 2);
			if (length(rest) == 2) versions[name] = rest[0];
		}
		text = substr(text, -OVERLAP);
		chunk = read(CHUNK) ?? '';
	}
	return versions;
}

/**
 * @param {string} name
 * @returns {?string} its version in the record that opkg keeps of it
 */
function read_opkg_version(name) {
	for (let line in split(readfile(`${OPKG_FOLDER}/${name}.control`), '\n') ?? []) {
		if (substr(line, 0, 9) == 'Version: ') return trim(substr(line, 9));
	}
	return null;
}

/**
 * @param {string[]} names
 * @returns {Record<string, ?string>} installed versions by name; those that are not installed are missing or null
 */
function read_versions(names) {
	const database = open(APK_DATABASE, 'r');
	if (database != null) {
		const versions = find_apk_versions((size) => database.read(size), names);
		database.close();
		return versions;
	}
	/** @type {Record<string, ?string>} */
	const versions = {};
	for (let name in names) versions[name] = read_opkg_version(name);
	return versions;
}

export { find_apk_versions, read_versions };
