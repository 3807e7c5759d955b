/**
 * The router's configuration: text files in /etc/config (a temporary folder here), and for each login the changes that it
 * has saved but not applied, which rpcd keeps in /var/run/rpcd/uci-SESSION.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedName, parseConfig, printConfig, type UciConfig } from '../../../tools/uci/parse.ts';
import { applyChange, type Change } from './changes.ts';

export class ConfigStore {
	/** session -> config -> changes */
	private readonly deltas = new Map<string, Map<string, Change[]>>();

	/** `folder` stands for /etc/config. */
	constructor(readonly folder: string) {
		mkdirSync(folder, { recursive: true });
	}

	names(): string[] {
		return readdirSync(this.folder).sort();
	}

	/** The text of a file, or null where there is none. */
	readText(config: string): string | null {
		const path = join(this.folder, config);
		return /^[\w-]+$/.test(config) && existsSync(path) ? readFileSync(path, 'utf8') : null;
	}

	writeText(config: string, text: string): void {
		writeFileSync(join(this.folder, config), text);
	}

	remove(config: string): void {
		rmSync(join(this.folder, config));
	}

	/** What is applied. */
	read(config: string): UciConfig | null {
		const text = this.readText(config);
		return text === null ? null : parseConfig(config, text);
	}

	/** What a login sees: the file with the login's own changes. */
	view(session: string, config: string): UciConfig | null {
		const view = this.read(config);
		for (const change of this.changes(session, config)) if (view) applyChange(view, change);
		return view;
	}

	changes(session: string, config: string): Change[] {
		return this.deltas.get(session)?.get(config) ?? [];
	}

	/** Configs with changes of this login, in the order of their names. */
	changed(session: string): string[] {
		return this.names().filter((config) => this.changes(session, config).length > 0);
	}

	save(session: string, config: string, changes: Change[]): void {
		this.replaceChanges(session, config, [...this.changes(session, config), ...changes]);
	}

	replaceChanges(session: string, config: string, changes: Change[]): void {
		const own = this.deltas.get(session) ?? new Map<string, Change[]>();
		own.set(config, changes);
		this.deltas.set(session, own);
	}

	/** Forgets all changes of a login that has ended. */
	dropSession(session: string): void {
		this.deltas.delete(session);
	}

	/** Writes a login's changes into the file, in the form libuci prints. */
	commit(session: string, config: string): void {
		const view = this.view(session, config);
		this.replaceChanges(session, config, []);
		if (view) this.writeText(config, printConfig(view));
	}

	/** The name that a new anonymous section of `type` gets. */
	newName(view: UciConfig, type: string): string {
		return generatedName(view.sections.length + 1, type);
	}
}
