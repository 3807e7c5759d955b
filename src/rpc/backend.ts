import rpc from 'luci/rpc';
import type { HostHints } from './types/host-hints.ts';
import type { Methods, Reply } from './types/index.ts';

/** For calls that a hidden tab makes too: LuCI sends all others with the next frame that is drawn. */
const AT_ONCE = { nobatch: true };

/**
 * Calls the backend (ubus object `luci.nft-offload`), one function a method (src/rpc/types/index.ts).
 * Each resolves to the reply without its envelope and rejects with an Error: where ubus refuses the call (no right, no such object,
 * session expired, time-out; LuCI words it) and where the backend itself answers `ok: false` (BackendError).
 */
/** Whether the kernel would accept the ruleset of a mode. */
export const dryRun = method('dry_run', ['mode'], AT_ONCE);
export const connections = method('connections', ['limit', 'sort', 'filter']);
/** Without `bytes: true` connections are only counted, which takes the router less. */
export const counters = method('counters', ['bytes']);
/** What the rules about conflicts need; costs more than a poll. */
export const environment = method('environment');
/** Starts or reloads the firewall; its reply tells what the kernel rejects. */
export const firewallLoad = method('firewall_load', [], AT_ONCE);
/** Lets the kernel forget all offloaded connections. */
export const flushOffloaded = method('flush_offloaded', [], AT_ONCE);
export const logs = method('logs');
export const privateNames = method('private_names');
/** One more reading of a measurement; its lease of 10 s starts again. */
export const measurementRead = method('measurement_read', ['token']);
/** The same in a request of its own, at once: other calls wait for the next frame, which a hidden tab never draws. */
export const measurementReadNow = method('measurement_read', ['token'], AT_ONCE);
export const measurementStart = method('measurement_start');
export const measurementStop = method('measurement_stop', ['token'], AT_ONCE);
/** Begins the trial of a repair, or of its removal, and applies it. */
export const repairStart = method('repair_start', ['network', 'active', 'seconds'], AT_ONCE);
/** Results of measurements that the router has stored. */
export const results = method('results');
export const resultSave = method('result_save', ['result'], AT_ONCE);
export const resultsDelete = method('results_delete', [], AT_ONCE);
/** With `engines: true` the long lists of hardware engines are read too. */
export const status = method('status', ['engines']);
/** The same in a request of its own, as `measurementReadNow`. */
export const statusNow = method('status', [], AT_ONCE);
/** Ends the trial of an id: keeps the tried values, or with `undo` restores the old ones at once. */
export const trialEnd = method('trial_end', ['id', 'undo'], AT_ONCE);
/** Must be called before the apply that is on trial. */
export const trialStart = method('trial_start', ['seconds', 'tried'], AT_ONCE);

/** What LuCI knows of the devices around: a call of its own, not of the backend. */
export const hostHints = rpc.declare<HostHints>({ object: 'luci-rpc', method: 'getHostHints', reject: true });

const access = rpc.declare<{ access: boolean }, [scope: string, object: string, right: string]>({
	object: 'session',
	method: 'access',
	params: ['scope', 'object', 'function'],
	reject: true,
});

/** Whether this session has a group of rights for reading; true where nobody can tell. */
export async function mayRead(group: string): Promise<boolean> {
	return (await L.resolveDefault(access('access-group', group, 'read'), { access: true })).access;
}

/** The backend answered that it could not do what was asked; `code` says why (src/rpc/types/index.ts). */
export class BackendError extends Error {
	constructor(
		readonly code: string,
		text: string
	) {
		super(text);
	}
}

/** Whether the backend had too much to do at that moment: asked again, it will answer. */
export function isBusy(error: unknown): boolean {
	return error instanceof BackendError && error.code === 'busy';
}

/** Milliseconds until a backend that is too busy is asked again, and how often it is. */
const PAUSE = 2000;
const ATTEMPTS = 5;

/** Repeats a call that the backend is too busy for, and gives up after some seconds. */
export async function untilAnswered<T>(call: () => Promise<T>): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await call();
		} catch (error) {
			if (!isBusy(error) || attempt === ATTEMPTS) throw error;
		}
		await new Promise((resolve) => window.setTimeout(resolve, PAUSE));
	}
}

/** `params`: the names of the arguments; those that a caller leaves out are not sent. */
function method<Name extends keyof Methods>(
	name: Name,
	params: Array<keyof Methods[Name]['args'] & string> = [],
	when: { nobatch?: boolean } = {}
) {
	type Arguments = Methods[Name]['args'];
	const call = rpc.declare<Reply<Methods[Name]['reply']>, unknown[]>({
		object: 'luci.nft-offload',
		method: name,
		params,
		reject: true,
		...when,
	});
	return (args: Partial<Arguments> = {}): Promise<Methods[Name]['reply']> =>
		call(...params.map((param) => args[param])).then(unwrap);
}

/** rpcd passes on whatever the plugin prints, so anything may arrive here. */
function unwrap<T>(reply: Reply<T>): T {
	if (reply?.ok === true) return reply;
	const error = reply?.ok === false ? reply.error : null;
	throw new BackendError(error?.code ?? 'internal', error?.text ?? _('The reply has an unexpected format.'));
}
