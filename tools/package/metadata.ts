import { execFileSync } from 'node:child_process';
import type { Recipe } from './recipe.ts';

/** What every package format says of a package. */
export interface Metadata {
	name: string;
	/** Upstream version and package release, such as `0.1.0-r1`: valid for opkg and apk alike. */
	version: string;
	/** With `libc` first, which OpenWrt's makefiles add to every package. */
	depends: string[];
	/** The folder of the recipe; apk calls it origin. Its last part is the recipe's name. */
	source: string;
	license: string;
	section: string;
	maintainer: string;
	description: string;
	/** Seconds since 1970 that every file in the package carries. */
	epoch: number;
}

/** The metadata of the package `name` of the recipe. */
export function readMetadata(recipe: Recipe, name: string, epoch: number): Metadata {
	const fields = recipe.fields(name);
	const required = (value: string | undefined, what: string): string => {
		if (!value) throw new Error(`the recipe gives no ${what} of ${name}`);
		return value;
	};
	const variable = (variableName: string) => required(recipe.get(variableName), variableName);
	return {
		name,
		version: `${variable('PKG_VERSION')}-r${variable('PKG_RELEASE')}`,
		depends: ['libc', ...dependencies(required(fields.DEPENDS, 'DEPENDS'))],
		source: `openwrt/${variable('PKG_NAME')}`,
		license: variable('PKG_LICENSE'),
		section: required(fields.SECTION, 'SECTION'),
		maintainer: variable('PKG_MAINTAINER'),
		description: required(recipe.get(`Package/${name}/description`)?.trim(), 'description'),
		epoch,
	};
}

/** A `+` before a package only means that choosing ours chooses it too. Conditions (`@X`, `X:package`) have no place in a package. */
function dependencies(text: string): string[] {
	const names = text.split(' ').map((word) => word.replace(/^\+/, ''));
	const odd = names.find((name) => !/^[a-z0-9][a-z0-9+._-]*$/.test(name));
	if (odd !== undefined) throw new Error(`a dependency that only make understands: ${odd}`);
	return names;
}

/**
 * The time that stands for "when" in reproducible builds (https://reproducible-builds.org/specs/source-date-epoch/): that of the
 * commit, so that the same commit gives the same bytes on every machine and day.
 */
export function sourceDateEpoch(root: string): number {
	const given = process.env.SOURCE_DATE_EPOCH;
	const text = given ?? execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' });
	const epoch = Number(text.trim() || Number.NaN);
	if (!Number.isSafeInteger(epoch) || epoch < 0)
		throw new Error(`SOURCE_DATE_EPOCH is not a number: ${text}`);
	return epoch;
}
