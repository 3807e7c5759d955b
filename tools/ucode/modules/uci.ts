import { applyDelta } from '../../uci/delta.ts';
import {
	findSection,
	parseConfig,
	printConfig,
	type UciConfig,
	UciParseError,
	type UciSection,
} from '../../uci/parse.ts';
import { bytesOfText, textOfBytes } from '../bytes.ts';
import { HostError } from '../host.ts';
import type { Run } from '../load.ts';

const DEFAULT_DELTAS = '/tmp/.uci';
const NOT_FOUND = 'Entry not found';

/**
 * ucode's `uci`, as far as the backend uses it: cursors that load and get, and that change and commit what was loaded by a
 * path. As in libuci, the changes in /tmp/.uci belong to every cursor, whatever save folder it has, unless the package is
 * loaded by a path.
 */
export function uciModule(run: Run): Record<string, unknown> {
	let lastError: string | null = null;

	function fail(message: string): null {
		lastError = message;
		return null;
	}

	function readText(path: string): string | null {
		try {
			return textOfBytes(run.host.readFile(path));
		} catch (error) {
			if (error instanceof HostError) return null;
			throw error;
		}
	}

	function cursor(configFolder = '/etc/config', saveFolder = DEFAULT_DELTAS) {
		const loaded = new Map<string, UciConfig>();
		const paths = new Map<string, string>();

		function load(nameOrPath: string): UciConfig | null {
			const byPath = nameOrPath.startsWith('/');
			const path = byPath ? nameOrPath : `${configFolder}/${nameOrPath}`;
			if (run.exclusive.has(path)) throw new Error(`libuci would wait for the lock of ${path} for ever`);
			const text = readText(path);
			if (text === null) return fail(NOT_FOUND);
			const name = nameOrPath.slice(nameOrPath.lastIndexOf('/') + 1);
			const folders = byPath ? [] : [...new Set([DEFAULT_DELTAS, saveFolder])];
			try {
				const config = parseConfig(name, text);
				for (const folder of folders) applyDelta(config, readText(`${folder}/${name}`) ?? '');
				loaded.set(name, config);
				if (byPath) paths.set(name, nameOrPath);
				else paths.delete(name);
				return config;
			} catch (error) {
				if (error instanceof UciParseError) return fail('Parse error');
				throw error;
			}
		}

		/** A section whose options are about to change. */
		function writable(name: string, sectionName: string): UciSection | null {
			if (!paths.has(name)) throw new TypeError('the loader changes configs that were loaded by a path only');
			return findSection(loaded.get(name)!, sectionName) ?? fail(NOT_FOUND);
		}

		/** A section is made at the end where there is none. */
		function setType(name: string, sectionName: string, type: string): true {
			const section = writable(name, sectionName);
			if (section) section.type = type;
			else loaded.get(name)!.sections.push({ type, name: sectionName, anonymous: false, options: new Map() });
			return true;
		}

		function commit(name: string): true | null {
			if (!run.host.writeFile) return fail('I/O error');
			try {
				run.host.writeFile(paths.get(name)!, bytesOfText(printConfig(loaded.get(name)!)));
				return true;
			} catch (error) {
				if (error instanceof HostError) return fail('I/O error');
				throw error;
			}
		}

		return {
			load: (name: string) => (load(name) ? true : null),
			set: (name: string, sectionName: string, option: string, value?: string | string[]) => {
				if (value === undefined) return setType(name, sectionName, option);
				return writable(name, sectionName)?.options.set(option, value) ? true : null;
			},
			delete: (name: string, sectionName: string, option?: string) => {
				const section = writable(name, sectionName);
				if (!section) return null;
				if (option !== undefined) return section.options.delete(option) ? true : fail(NOT_FOUND);
				const config = loaded.get(name)!;
				config.sections = config.sections.filter((other) => other !== section);
				return true;
			},
			commit,
			foreach: (name: string, type: string, visit: (section: object) => unknown) => {
				const config = loaded.get(name) ?? load(name);
				if (!config) return null;
				const sections = config.sections.filter((section) => section.type === type);
				// As in ucode, false from the callback ends it.
				sections.some((section) => visit(objectOf(section)) === false);
				return sections.length > 0;
			},
			get_all: (name: string, sectionName?: string) => {
				const config = loaded.get(name) ?? load(name);
				if (!config) return null;
				if (sectionName === undefined)
					return Object.fromEntries(config.sections.map((section) => [section.name, objectOf(section)]));
				const section = findSection(config, sectionName);
				return section ? objectOf(section) : fail(NOT_FOUND);
			},
		};
	}

	return {
		cursor,
		error: () => {
			const message = lastError;
			lastError = null;
			return message;
		},
	};
}

function objectOf(section: UciSection): Record<string, unknown> {
	return {
		'.anonymous': section.anonymous,
		'.type': section.type,
		'.name': section.name,
		...Object.fromEntries(section.options),
	};
}
