/** ubus object `uci` as rpcd's uci.c offers it, as far as our pages use it. */
import { findSection, type UciConfig, type UciSection } from '../../../tools/uci/parse.ts';
import type { ApplyGuard } from '../uci/apply.ts';
import { applyChange, type Change } from '../uci/changes.ts';
import type { ConfigStore } from '../uci/store.ts';
import type { Session } from './sessions.ts';
import { type Arguments, Status, text, type UbusMethod, type UbusObject, type UbusResult } from './ubus.ts';

const NAME = /^[A-Za-z0-9_]+$/;
const TYPE = /^[A-Za-z0-9_-]+$/;
const SECTION = /^([A-Za-z0-9_]+|@[A-Za-z0-9_-]+\[-?\d+\])$/;

/** What a method works on: the config as this session sees it, and the changes that the call makes to it. */
class Edit {
	readonly changes: Change[] = [];

	constructor(readonly config: UciConfig) {}

	make(change: Change): void {
		applyChange(this.config, change);
		this.changes.push(change);
	}

	/** Sets an option to a string, boolean, number or array of these; true where the value can be stored. */
	set(section: UciSection, option: string, value: unknown): boolean {
		const before = section.options.get(option);
		if (Array.isArray(value)) return this.setList(section, option, value);
		const stored = format(value);
		if (stored === null) return false;
		if (Array.isArray(before)) this.make(['remove', section.name, option]);
		if (stored === '') this.remove(section, option);
		else if (before !== stored) this.make(['set', section.name, option, stored]);
		return true;
	}

	remove(section: UciSection, option: string): boolean {
		if (!section.options.has(option)) return false;
		this.make(['remove', section.name, option]);
		return true;
	}

	private setList(section: UciSection, option: string, values: unknown[]): boolean {
		this.remove(section, option);
		const items = values.map(format).filter((item) => item !== null);
		for (const item of items) this.make(['list-add', section.name, option, item]);
		return items.length > 0;
	}
}

function format(value: unknown): string | null {
	if (typeof value === 'boolean') return value ? '1' : '0';
	if (typeof value === 'number') return String(Math.trunc(value));
	return typeof value === 'string' ? value : null;
}

function dumpSection(section: UciSection, index?: number): object {
	return {
		'.anonymous': section.anonymous,
		'.type': section.type,
		'.name': section.name,
		...(index === undefined ? {} : { '.index': index }),
		...Object.fromEntries(section.options),
	};
}

function dumpConfig(config: UciConfig, type: string | undefined): object {
	const numbered = config.sections.map((section, index) => ({ section, index }));
	const wanted = numbered.filter(({ section }) => type === undefined || section.type === type);
	return Object.fromEntries(wanted.map(({ section, index }) => [section.name, dumpSection(section, index)]));
}

export function uciObject(store: ConfigStore, guard: ApplyGuard): UbusObject {
	/** Runs `change` on a config that the caller may write; its changes are saved where it returns 0. */
	const edit = (
		args: Arguments,
		session: Session,
		change: (edit: Edit) => UbusResult | UbusResult[0]
	): UbusResult => {
		const name = text(args, 'config')!;
		if (!session.grants.allows('uci', name, 'write')) return [Status.permissionDenied];
		const config = store.view(session.id, name);
		if (!config) return [Status.notFound];
		const work = new Edit(config);
		const result = [change(work)].flat() as UbusResult;
		if (result[0] === Status.ok && work.changes.length) store.save(session.id, name, work.changes);
		return result;
	};

	return {
		configs: { args: {}, call: () => [Status.ok, { configs: store.names() }] },
		get: getMethod(store),
		changes: changesMethod(store),
		add: {
			args: { config: 'string', type: 'string', name: 'string', values: 'object' },
			call(args, session) {
				const type = text(args, 'type');
				const name = text(args, 'name');
				if (text(args, 'config') === undefined || type === undefined) return [Status.invalidArgument];
				return edit(args, session, (work) => {
					if (!TYPE.test(type) || (name !== undefined && !NAME.test(name))) return Status.invalidArgument;
					const section = name ?? store.newName(work.config, type);
					if (name === undefined) work.make(['add', section, type]);
					else if (!findSection(work.config, name)) work.make(['set', section, type]);
					const status = isTable(args.values) ? setAll(work, section, args.values) : Status.ok;
					return status === Status.ok ? [status, { section }] : [status];
				});
			},
		},
		set: {
			args: { config: 'string', section: 'string', type: 'string', match: 'object', values: 'object' },
			call(args, session) {
				const section = text(args, 'section');
				if (text(args, 'config') === undefined || section === undefined || !isTable(args.values))
					return [Status.invalidArgument];
				return edit(args, session, (work) =>
					SECTION.test(section) ? setAll(work, section, args.values!) : Status.invalidArgument
				);
			},
		},
		delete: {
			args: { config: 'string', section: 'string', type: 'string', option: 'string', options: 'array' },
			call(args, session) {
				const section = text(args, 'section');
				if (text(args, 'config') === undefined || section === undefined) return [Status.invalidArgument];
				return edit(args, session, (work) =>
					SECTION.test(section) ? deleteFrom(work, section, args) : Status.invalidArgument
				);
			},
		},
		revert: revertMethod(store, guard),
		apply: {
			args: { rollback: 'boolean', timeout: 'number' },
			call(args, session) {
				const timeout = typeof args.timeout === 'number' ? args.timeout : 60;
				return [guard.apply(session.id, timeout, args.rollback === true || args.rollback === 1)];
			},
		},
		confirm: { args: {}, call: (_args, session) => [guard.confirm(session.id)] },
		rollback: { args: {}, call: (_args, session) => [guard.rollback(session.id)] },
	};
}

function isTable(value: unknown): value is object {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function setAll(work: Edit, reference: string, values: object): number {
	const section = findSection(work.config, reference);
	// rpcd looks the section up with the first value, so without values it never finds it.
	if (!section || !Object.keys(values).length) return Status.notFound;
	let status: number = Status.ok;
	for (const [option, value] of Object.entries(values))
		if (!NAME.test(option) || !work.set(section, option, value)) status = Status.invalidArgument;
	return status;
}

function deleteFrom(work: Edit, reference: string, args: Arguments): number {
	const section = findSection(work.config, reference);
	if (!section) return Status.notFound;
	const options = Array.isArray(args.options) ? args.options : text(args, 'option');
	if (options === undefined) {
		work.make(['remove', section.name]);
		return Status.ok;
	}
	const names = [options].flat().filter((name) => typeof name === 'string');
	const removed = names.filter((name) => work.remove(section, name));
	return removed.length ? Status.ok : Status.notFound;
}

function getMethod(store: ConfigStore): UbusMethod {
	return {
		args: { config: 'string', section: 'string', option: 'string', type: 'string', match: 'object' },
		call(args, session) {
			const name = text(args, 'config');
			if (name === undefined) return [Status.invalidArgument];
			if (!session.grants.allows('uci', name, 'read')) return [Status.permissionDenied];
			const config = store.view(session.id, name);
			if (!config) return [Status.notFound];
			const reference = text(args, 'section');
			if (reference === undefined) return [Status.ok, { values: dumpConfig(config, text(args, 'type')) }];
			const section = findSection(config, reference);
			// Nothing found is no error to rpcd: it answers without data.
			if (!section) return [Status.ok];
			const option = text(args, 'option');
			if (option === undefined) return [Status.ok, { values: dumpSection(section) }];
			const value = section.options.get(option);
			return value === undefined ? [Status.ok] : [Status.ok, { value }];
		},
	};
}

function changesMethod(store: ConfigStore): UbusMethod {
	return {
		args: { config: 'string' },
		call(args, session) {
			const name = text(args, 'config');
			if (name !== undefined) {
				if (!session.grants.allows('uci', name, 'read')) return [Status.permissionDenied];
				if (!store.read(name)) return [Status.notFound];
				return [Status.ok, { changes: store.changes(session.id, name) }];
			}
			const readable = store
				.changed(session.id)
				.filter((config) => session.grants.allows('uci', config, 'read'));
			const changes = Object.fromEntries(
				readable.map((config) => [config, store.changes(session.id, config)])
			);
			return [Status.ok, { changes }];
		},
	};
}

function revertMethod(store: ConfigStore, guard: ApplyGuard): UbusMethod {
	return {
		args: { config: 'string' },
		call(args, session) {
			if (guard.pending) return [Status.permissionDenied];
			const name = text(args, 'config');
			if (name === undefined) return [Status.invalidArgument];
			if (!session.grants.allows('uci', name, 'write')) return [Status.permissionDenied];
			if (!store.read(name)) return [Status.notFound];
			store.replaceChanges(session.id, name, []);
			return [Status.ok];
		},
	};
}
