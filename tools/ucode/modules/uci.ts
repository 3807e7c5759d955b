import { applyDelta } from '../../uci/delta.ts';
import { findSection, parseConfig, type UciConfig, UciParseError, type UciSection } from '../../uci/parse.ts';
import { textOfBytes } from '../bytes.ts';
import { HostError } from '../host.ts';
import type { Run } from '../load.ts';

const DEFAULT_DELTAS = '/tmp/.uci';
const NOT_FOUND = 'Entry not found';

/**
 * ucode's `uci`, as far as the router half uses it: cursors that load and get. As in libuci, the changes in /tmp/.uci
 * belong to every cursor, whatever save folder it has, unless the package is loaded by a path.
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

		function load(nameOrPath: string): UciConfig | null {
			const byPath = nameOrPath.startsWith('/');
			const text = readText(byPath ? nameOrPath : `${configFolder}/${nameOrPath}`);
			if (text === null) return fail(NOT_FOUND);
			const name = nameOrPath.slice(nameOrPath.lastIndexOf('/') + 1);
			const folders = byPath ? [] : [...new Set([DEFAULT_DELTAS, saveFolder])];
			try {
				const config = parseConfig(name, text);
				for (const folder of folders) applyDelta(config, readText(`${folder}/${name}`) ?? '');
				loaded.set(name, config);
				return config;
			} catch (error) {
				if (error instanceof UciParseError) return fail('Parse error');
				throw error;
			}
		}

		return {
			load: (name: string) => (load(name) ? true : null),
			get_all: (name: string, sectionName: string) => {
				const config = loaded.get(name) ?? load(name);
				if (!config) return null;
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
