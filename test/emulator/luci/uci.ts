/** The router's configuration in the browser: https://openwrt.github.io/luci/jsapi/LuCI.uci.html */
import { rpc } from './rpc.ts';

type Value = string | string[];
interface Section {
	'.name': string;
	'.type': string;
	'.index': number;
	[option: string]: Value | number | boolean;
}
type BySection<T> = Record<string, Record<string, T> | undefined>;

const calls = {
	load: rpc.declare({
		object: 'uci',
		method: 'get',
		params: ['config'],
		expect: { values: {} },
		reject: true,
	}),
	add: rpc.declare({
		object: 'uci',
		method: 'add',
		params: ['config', 'type', 'name', 'values'],
		expect: { section: '' },
		reject: true,
	}),
	set: rpc.declare({ object: 'uci', method: 'set', params: ['config', 'section', 'values'], reject: true }),
	remove: rpc.declare({
		object: 'uci',
		method: 'delete',
		params: ['config', 'section', 'options'],
		reject: true,
	}),
};

/** As loaded, and what has been set and removed since, by config and section. */
const values: Record<string, Record<string, Section> | undefined> = {};
const loading: Record<string, Promise<unknown> | undefined> = {};
const changed: Record<string, BySection<Value> | undefined> = {};
const removed: Record<string, BySection<true> | undefined> = {};
/** Sections that are new, with what was set in them, and those that are to go. */
const added: Record<string, Record<string, Section> | undefined> = {};
const deleted: Record<string, Record<string, true> | undefined> = {};

/** The name of `@type[index]`; null where there is no such section. */
function resolveSection(config: string, reference: string): string | null {
	const match = /^@([\w-]+)\[(-?\d+)\]$/.exec(reference);
	if (!match) return reference;
	return uci.sections(config, match[1]!).at(Number(match[2]))?.['.name'] ?? null;
}

function forget(
	table: Record<string, BySection<unknown> | undefined>,
	config: string,
	section: string,
	option: string
) {
	const options = table[config]?.[section];
	if (!options) return;
	delete options[option];
	if (!Object.keys(options).length) delete table[config]![section];
}

function remember<T>(
	table: Record<string, BySection<T> | undefined>,
	config: string,
	section: string,
	option: string,
	value: T
) {
	table[config] ??= {};
	table[config][section] ??= {};
	table[config][section][option] = value;
}

export const uci = {
	async load(configs: string | string[]): Promise<string[]> {
		const missing = [configs].flat().filter((config) => !values[config]);
		const loaded = await Promise.all(missing.map((config) => (loading[config] ??= calls.load(config))));
		for (const [index, config] of missing.entries())
			values[config] = loaded[index] as Record<string, Section>;
		if (missing.length) document.dispatchEvent(new CustomEvent('uci-loaded'));
		return missing;
	},

	unload(configs: string | string[]): void {
		for (const config of [configs].flat())
			for (const table of [values, loading, changed, removed, added, deleted]) delete table[config];
	},

	get(config: string, reference: string, option?: string): unknown {
		const section = resolveSection(config, reference);
		if (section === null) return null;
		const stored = deleted[config]?.[section]
			? undefined
			: (added[config]?.[section] ?? values[config]?.[section]);
		if (option === undefined) {
			if (!stored) return null;
			const merged: Record<string, unknown> = { ...stored, ...changed[config]?.[section] };
			for (const gone of Object.keys(removed[config]?.[section] ?? {})) delete merged[gone];
			return merged;
		}
		if (removed[config]?.[section]?.[option]) return null;
		const set = changed[config]?.[section]?.[option];
		if (set !== undefined) return set;
		return stored ? stored[option] : null;
	},

	sections(config: string, type?: string): Section[] {
		const all = Object.values(values[config] ?? {}).filter((section) => !type || section['.type'] === type);
		const sorted = all
			.map((section) => ({ ...section, ...changed[config]?.[section['.name']] }) as Section)
			.sort((a, b) => a['.index'] - b['.index']);
		for (const [index, section] of sorted.entries()) section['.index'] = index;
		return sorted;
	},

	/** An empty value removes the option. */
	set(config: string, reference: string, option: string, value: Value | null): void {
		const section = resolveSection(config, reference);
		const created = section === null ? undefined : added[config]?.[section];
		if (created) {
			if (value === null || value === '') delete created[option];
			else created[option] = value;
			return;
		}
		const stored = section === null ? undefined : values[config]?.[section];
		if (section === null || !stored || option.startsWith('.')) return;
		if (value !== null && value !== '') {
			forget(removed, config, section, option);
			remember(changed, config, section, option, value);
		} else {
			forget(changed, config, section, option);
			if (Object.hasOwn(stored, option)) remember(removed, config, section, option, true);
		}
	},

	unset(config: string, reference: string, option: string): void {
		uci.set(config, reference, option, null);
	},

	add(config: string, type: string, name: string): string {
		added[config] ??= {};
		added[config][name] = { '.name': name, '.type': type, '.index': 1000 };
		return name;
	},

	remove(config: string, section: string): void {
		if (added[config]?.[section]) delete added[config][section];
		else deleted[config] = { ...deleted[config], [section]: true };
	},

	/** Sends what was set and removed, then loads the configs concerned anew. */
	async save(): Promise<unknown> {
		const touched = [...new Set([removed, changed, added, deleted].flatMap((table) => Object.keys(table)))];
		const tasks: Promise<unknown>[] = [];
		for (const config of touched) {
			for (const [name, { '.type': type, '.name': _name, '.index': _index, ...options }] of Object.entries(
				added[config] ?? {}
			))
				tasks.push(calls.add(config, type, name, options));
			for (const section of Object.keys(deleted[config] ?? {})) tasks.push(calls.remove(config, section));
		}
		for (const config of touched)
			for (const [section, options] of Object.entries(removed[config] ?? {}))
				tasks.push(calls.remove(config, section, Object.keys(options ?? {})));
		for (const config of touched)
			for (const [section, options] of Object.entries(changed[config] ?? {}))
				tasks.push(calls.set(config, section, options));
		await Promise.all(tasks);
		uci.unload(touched);
		return uci.load(touched);
	},

	// Without `reject`, as in LuCI: an error looks like "no changes".
	changes: rpc.declare({ object: 'uci', method: 'changes', expect: { changes: {} } }) as () => Promise<
		Record<string, string[][]>
	>,
};
