import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The fields of a package in package-lock.json that matter here. */
export interface LockedPackage {
	license?: string;
	/** A link to a folder of this repository. */
	link?: boolean;
	/** Only for these systems; others leave it out. */
	os?: string[];
	devDependencies?: Record<string, string>;
}

export type Packages = Record<string, LockedPackage>;

/** The text of docs/licences.md. */
export function licencesPage(): string {
	const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
	return `${[...INTRODUCTION, licenceTable(packages)].join('\n\n')}\n`;
}

const INTRODUCTION = [
	'<!-- Generated from package-lock.json by `npm run docs`: change the dependencies, not this file. -->',
	'# Licences',
	'## What ships',
	'The packages for routers contain only files of this project, under [Apache-2.0](../LICENSE): the page, the backend, the translations, and the' +
		' collector for Prometheus. No code of another project is bundled. What they need on the router are OpenWrt’s own packages.',
	'## What development uses',
	'These npm packages build and test the project and are not part of what ships. **Bold** ones are named in `package.json`; the others come with' +
		' them. A star stands for one package per operating system and processor.',
	'The tests also start programs that `npm run setup` and the kernel suite install from Debian, such as Chromium, GNU make, Python, Prometheus and' +
		' QEMU. They are used as they are, and not distributed.',
	'One file of the tests is not under Apache-2.0: `test/kernel/engine/offload_engine.c` is a module for the Linux kernel, under GPL-2.0-only. It is' +
		' compiled where the tests run, and in no package.',
];

/** A row for each licence, the most frequent first. */
export function licenceTable(packages: Packages): string {
	const direct = packages['']?.devDependencies ?? {};
	const rows = [...byLicence(packages)].map(([licence, names]) => {
		const shown = [...names].sort().map((name) => (name in direct ? `**${name}**` : name));
		return { licence, shown };
	});
	rows.sort((one, other) => other.shown.length - one.shown.length || (one.licence < other.licence ? -1 : 1));
	return ['| licence | packages |', '| --- | --- |']
		.concat(rows.map(({ licence, shown }) => `| ${licence} | ${shown.join(', ')} |`))
		.join('\n');
}

function byLicence(packages: Packages): Map<string, Set<string>> {
	const found = new Map<string, Set<string>>();
	for (const [path, entry] of Object.entries(packages)) {
		if (entry.link || !path.includes('node_modules/')) continue;
		if (!entry.license) throw new Error(`${path} in package-lock.json names no licence`);
		const names = found.get(entry.license) ?? new Set();
		found.set(entry.license, names.add(nameOf(path, entry)));
	}
	return found;
}

/** `@esbuild/linux-x64` and `@rollup/rollup-linux-x64-gnu` are shown as `@esbuild/*` and `@rollup/rollup-*`. */
function nameOf(path: string, { os }: LockedPackage): string {
	const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
	const platform = os && name.includes('/') ? name.indexOf(os[0]!) : -1;
	return platform < 0 ? name : `${name.slice(0, platform)}\\*`;
}
