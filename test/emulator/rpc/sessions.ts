/** Logins and sessions as rpcd keeps them: a session lives `timeout` seconds after it was last used. */
import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { type AclFile, Grants, type Rights } from './acl.ts';

/** The session that everybody has without logging in. */
export const NO_LOGIN = '0'.repeat(32);

export interface Account {
	password: string;
	rights: Rights;
}

/** The users of the emulator, as the sections `login` of /etc/config/rpcd would name them. */
export const ACCOUNTS: Record<string, Account> = {
	root: { password: 'root', rights: { read: ['*'], write: ['*'] } },
	viewer: { password: 'viewer', rights: { read: ['*'], write: [] } },
	/** Knows our pages and no others. */
	guest: {
		password: 'guest',
		rights: { read: ['unauthenticated', 'luci-base', 'luci-app-nft-offload'], write: [] },
	},
};

export interface Session {
	id: string;
	user: string | null;
	/** LuCI's token against forged requests, sent back in every POST to admin/uci. */
	token: string;
	grants: Grants;
	/** Monotonic milliseconds at which it ends. */
	ends: number;
}

export class Sessions {
	private readonly sessions = new Map<string, Session>();
	private readonly listeners: Array<(id: string) => void> = [];
	private readonly welcomes: Array<(id: string) => void> = [];
	/** The session whose changes wait for their confirmation: a new session of its user is given this one. */
	pendingSession: () => string | null = () => null;

	constructor(
		private readonly clock: Clock,
		private readonly acls: AclFile[],
		private readonly timeoutSeconds: number,
		/** Use of a session does not prolong it. */
		private readonly fixed = false
	) {
		const grants = new Grants(acls, { read: ['unauthenticated'], write: [] });
		this.sessions.set(NO_LOGIN, {
			id: NO_LOGIN,
			user: null,
			token: '',
			grants,
			ends: Number.POSITIVE_INFINITY,
		});
	}

	/** A new session, or null where name or password are wrong. */
	login(user: string, password: string): Session | null {
		const account = Object.hasOwn(ACCOUNTS, user) ? ACCOUNTS[user] : undefined;
		if (account?.password !== password) return null;
		const pending = this.find(this.pendingSession() ?? undefined);
		return this.loginAs(user, pending?.user === user ? pending.id : undefined);
	}

	/** A new session of `user`, without a password. */
	loginAs(user: string, id = randomBytes(16).toString('hex')): Session {
		const account = ACCOUNTS[user]!;
		const session: Session = {
			id,
			user,
			token: randomBytes(16).toString('hex'),
			grants: new Grants(this.acls, account.rights),
			ends: this.clock.monotonic() + this.timeoutSeconds * 1000,
		};
		this.sessions.set(session.id, session);
		for (const welcome of this.welcomes) welcome(session.id);
		return session;
	}

	/** The session `id`, which lives on by being asked for; null where there is none (any more). */
	find(id: string | undefined): Session | null {
		const session = id === undefined ? undefined : this.sessions.get(id);
		if (!session) return null;
		if (session.ends <= this.clock.monotonic()) {
			this.destroy(session.id);
			return null;
		}
		if (session.user !== null && !this.fixed)
			session.ends = this.clock.monotonic() + this.timeoutSeconds * 1000;
		return session;
	}

	destroy(id: string): void {
		if (id === NO_LOGIN || !this.sessions.delete(id)) return;
		for (const listener of this.listeners) listener(id);
	}

	/** Takes over the logins of another router, as `user` where one is given. */
	adopt(other: Sessions, user?: string): void {
		for (const session of other.sessions.values())
			if (session.user !== null) this.loginAs(user ?? session.user, session.id);
	}

	/** Ends every session at once. */
	expireAll(): void {
		for (const id of [...this.sessions.keys()]) this.destroy(id);
	}

	/** Calls `listener` with the id of each session. */
	onLogin(listener: (id: string) => void): void {
		this.welcomes.push(listener);
	}

	/** Calls `listener` with the id of each session that ends: rpcd drops its unsaved changes then. */
	onDestroy(listener: (id: string) => void): void {
		this.listeners.push(listener);
	}
}
