/**
 * Guarded apply as in rpcd's uci.c: a snapshot of files and changes, a timer that restores both, a confirmation that only
 * the login that applied may give. One for the whole router.
 */
import type { Clock } from '../clock.ts';
import type { Sessions } from '../rpc/sessions.ts';
import { Status } from '../rpc/ubus.ts';
import type { Change } from './changes.ts';
import type { ConfigStore } from './store.ts';

interface Snapshot {
	text: string;
	changes: Change[];
}

export class ApplyGuard {
	private snapshots = new Map<string, Snapshot>();
	/** The login whose changes are on trial. */
	private owner: string | null = null;
	private cancel = () => {};

	constructor(
		private readonly store: ConfigStore,
		private readonly sessions: Sessions,
		private readonly clock: Clock,
		/** Told of each config that was written, as procd is told by rpcd. */
		private readonly onChange: (config: string) => void
	) {}

	/** True while changes wait for their confirmation. */
	get pending(): boolean {
		return this.owner !== null;
	}

	/** The login that may confirm them. */
	get pendingSession(): string | null {
		return this.owner;
	}

	apply(session: string, timeoutSeconds: number, rollback: boolean): number {
		if (this.pending && rollback) return Status.permissionDenied;
		// rpcd purges the snapshot before it looks whether it is needed: an unchecked apply of anybody loses it.
		this.snapshots.clear();
		if (this.pending) return Status.ok;
		const configs = this.store.changed(session);
		const status = this.access(session, configs);
		if (status !== Status.ok) return status;
		for (const config of configs) {
			this.snapshots.set(config, {
				text: this.store.readText(config) ?? '',
				changes: this.store.changes(session, config),
			});
			this.store.commit(session, config);
			this.onChange(config);
		}
		if (rollback) {
			this.owner = session;
			this.cancel = this.clock.after(timeoutSeconds * 1000, () => this.restore());
		}
		return Status.ok;
	}

	/** The file of a config that a rollback would put back; null where there is none. */
	snapshot(config: string): string | null {
		return this.snapshots.get(config)?.text ?? null;
	}

	/** Its file is deleted: the rollback leaves that config alone. */
	forgetSnapshot(config: string): void {
		this.snapshots.delete(config);
	}

	confirm(session: string): number {
		const status = this.ownership(session);
		if (status !== Status.ok) return status;
		this.snapshots.clear();
		this.finish();
		return Status.ok;
	}

	rollback(session: string): number {
		const status = this.ownership(session);
		if (status === Status.ok) this.restore();
		return status;
	}

	/** What a restart of rpcd forgets: nothing is restored any more, and nothing is left to confirm. */
	forget(): void {
		this.snapshots.clear();
		this.finish();
	}

	private ownership(session: string): number {
		if (!this.pending) return Status.noData;
		return this.owner === session ? Status.ok : Status.permissionDenied;
	}

	private access(session: string, configs: string[]): number {
		if (!configs.length) return Status.noData;
		const grants = this.sessions.find(session)?.grants;
		return configs.every((config) => grants?.allows('uci', config, 'write'))
			? Status.ok
			: Status.permissionDenied;
	}

	/** Files back, and the changes too where their login still exists. */
	private restore(): void {
		const owner = this.owner!;
		const alive = this.access(owner, [...this.snapshots.keys()]) === Status.ok;
		for (const [config, snapshot] of this.snapshots) {
			this.store.writeText(config, snapshot.text);
			if (alive) this.store.replaceChanges(owner, config, snapshot.changes);
			this.onChange(config);
		}
		this.snapshots.clear();
		this.finish();
	}

	private finish(): void {
		this.cancel();
		this.owner = null;
	}
}
