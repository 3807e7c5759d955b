/** Cases from the field (test/data/cases) as routers of the backend's tests. */
import { readFileSync } from 'node:fs';
import type { Status } from '../../../../src/rpc/types/index.ts';
import { type Parts, statusOf } from './host.ts';

interface Case {
	files: Record<string, string>;
	folders: string[];
	nft: { flowtables: string; forward: string; tables?: Record<string, string> };
	networks: object[];
}

export const FLOWTABLES = 'nft --terse list flowtables';
export const FORWARD = 'nft --terse list chain inet fw4 forward';

export function readCase(name: string): Case {
	const url = new URL(`../../../data/cases/${name}.json`, import.meta.url);
	return JSON.parse(readFileSync(url, 'utf8')) as Case;
}

export function partsOf({ files, folders, nft, networks }: Case): Parts {
	const tables = Object.entries(nft.tables ?? {});
	return {
		files: { ...Object.fromEntries(folders.map((folder) => [folder, null])), ...files },
		commands: {
			[FLOWTABLES]: { output: nft.flowtables },
			[FORWARD]: { output: nft.forward },
			...Object.fromEntries(tables.map(([name, output]) => [`nft --terse list table ${name}`, { output }])),
		},
		ubus: () => ({ interface: networks }),
	};
}

export const statusOfCase = (name: string): Status => statusOf(partsOf(readCase(name)));

/** The path of a network. */
export function pathOf(status: Status, network: string) {
	const path = status.paths?.find((found) => found.network === network);
	if (!path) throw new Error(`no path of ${network}`);
	return path;
}

/** `fast through [hooks] [listed]`, the reason, and what is needed, of each network. */
export function ways(status: Status): Record<string, string> {
	return Object.fromEntries(
		status.paths!.map(({ network, arriving: { fast, hooks, reason, needs } }) => [
			network,
			[
				fast === null ? 'unknown' : fast ? 'fast' : 'slow',
				hooks.length > 0 ? `at ${hooks.join(' ')}` : '',
				reason ?? '',
				needs.length > 0 ? `needs ${needs.join(' or ')}` : '',
			]
				.filter(Boolean)
				.join(', '),
		])
	);
}
