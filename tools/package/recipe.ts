import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the OpenWrt recipe lies in the checkout. */
export const RECIPE = 'openwrt/luci-app-nft-offload/Makefile';

/**
 * The values of the OpenWrt recipe. What the packages are called, need and run is written down there once, because the
 * recipe must work without any tool of ours.
 */
export interface Recipe {
	/** The value of a variable or the text of a `define`, as make would expand it; undefined where there is none of that name. */
	get(name: string): string | undefined;
	/** The fields of `define Package/NAME`, such as TITLE and DEPENDS; empty where there is none. */
	fields(name: string): Record<string, string>;
	/** What `$(eval $(call NAME,ARGUMENT))` would define. */
	instance(name: string, argument: string): Recipe;
}

/** Reads the recipe of the checkout at `root`. */
export function readRecipe(root: string): Recipe {
	return parseRecipe(readFileSync(join(root, RECIPE), 'utf8'));
}

/**
 * The small part of make that the recipe uses: `NAME:=value`, lines continued with a backslash, `define ... endef`, `$$` and
 * `$(NAME)`. Whatever else make can do is left alone until `get` meets it, which then throws. `outer` knows what `text` does not.
 */
export function parseRecipe(text: string, outer?: Recipe): Recipe {
	const values = readValues(text);
	const get = (name: string): string | undefined => {
		const value = values.get(name);
		return value === undefined ? outer?.get(name) : expand(value, get);
	};
	const recipe: Recipe = {
		get,
		fields: (name) => readFields(get(`Package/${name}`) ?? ''),
		instance: (name, argument) => {
			const body = values.get(name);
			if (body === undefined) throw new Error(`the recipe has no ${name}`);
			return parseRecipe(body.replace(/(?<!\$)\$\(1\)/g, argument).replaceAll('$$', '$'), recipe);
		},
	};
	return recipe;
}

function readValues(text: string): Map<string, string> {
	const values = new Map<string, string>();
	const lines = text.replace(/[ \t]*\\\n[ \t]*/g, ' ').split('\n');
	for (let at = 0; at < lines.length; at++) {
		const defined = /^ *define (\S+)$/.exec(lines[at] ?? '')?.[1];
		const [, name, value] = /^([\w-]+):=(.*)$/.exec(lines[at] ?? '') ?? [];
		if (name !== undefined) values.set(name, value ?? '');
		if (defined === undefined) continue;
		const end = endOfDefine(lines, at);
		values.set(defined, lines.slice(at + 1, end).join('\n'));
		at = end;
	}
	return values;
}

/** A `define` ends at the `endef` of its own depth. */
function endOfDefine(lines: string[], start: number): number {
	let depth = 0;
	for (let at = start; at < lines.length; at++) {
		if (/^ *define\b/.test(lines[at] ?? '')) depth++;
		if (/^ *endef\b/.test(lines[at] ?? '') && --depth === 0) return at;
	}
	throw new Error(`the recipe has no endef for: ${lines[start]}`);
}

function expand(value: string, get: (name: string) => string | undefined): string {
	return value.replace(/\$(?:\$|\(([^()]*)\)|)/g, (whole, name: string | undefined) => {
		if (whole === '$$') return '$';
		const found = name === undefined ? undefined : get(name);
		if (found === undefined) throw new Error(`the recipe has something that only make understands: ${value}`);
		return found;
	});
}

function readFields(text: string): Record<string, string> {
	const fields = [...text.matchAll(/^ *(\w+):=(.*)$/gm)];
	return Object.fromEntries(
		fields.map(([, name, value]) => [name, (value ?? '').trim().replace(/\s+/g, ' ')])
	);
}
