/** A client of the emulated router without a browser: logins and ubus calls over HTTP. */
import type { Counters, Environment, Status } from '../../../src/rpc/types/index.ts';
import type { ScenarioName } from '../../emulator/scenarios.ts';
import type { RunningRouter } from '../../emulator/server.ts';
import { startRouter } from '../../emulator/server.ts';

export const PAGE = '/cgi-bin/luci/admin/network/flow-offloading';
export const NO_LOGIN = '0'.repeat(32);

/** The frame of one answer. */
export interface Answer {
	id: unknown;
	result?: [number, (Record<string, unknown> | undefined)?];
	error?: { code: number; message: string };
}

/** Runs `use` against a fresh router whose time only moves by `advance`. */
export async function withRouter(
	scenario: ScenarioName,
	use: (router: RunningRouter) => Promise<void>,
	sessionSeconds?: number
): Promise<void> {
	const router = await startRouter({ scenario, clock: 'manual', ...(sessionSeconds && { sessionSeconds }) });
	try {
		await use(router);
	} finally {
		await router.stop();
	}
}

/** POSTs the login form as a browser does; answers with the id of the session, or null where the login was refused. */
export async function logIn(router: RunningRouter, user: string, password = user): Promise<string | null> {
	const response = await fetch(router.url + PAGE, {
		method: 'POST',
		redirect: 'manual',
		body: new URLSearchParams({ luci_username: user, luci_password: password }),
	});
	await response.text();
	return /sysauth_http=([0-9a-f]{32})/.exec(response.headers.get('set-cookie') ?? '')?.[1] ?? null;
}

/** A login that must succeed. */
export async function session(router: RunningRouter, user: 'root' | 'viewer'): Promise<string> {
	const id = await logIn(router, user);
	if (id === null) throw new Error(`no login as ${user}`);
	return id;
}

export async function postUbus(router: RunningRouter, body: string): Promise<unknown> {
	const response = await fetch(`${router.url}/ubus/`, { method: 'POST', body });
	return response.json();
}

export function message(sid: string, object: string, method: string, args: object = {}): object {
	return { jsonrpc: '2.0', id: 1, method: 'call', params: [sid, object, method, args] };
}

/** One ubus call. */
export async function call(
	router: RunningRouter,
	sid: string,
	object: string,
	method: string,
	args: object = {}
): Promise<Answer> {
	return (await postUbus(router, JSON.stringify(message(sid, object, method, args)))) as Answer;
}

/** The ubus status of a call, or the code of the JSON-RPC error. */
export async function code(
	router: RunningRouter,
	sid: string,
	object: string,
	method: string,
	args: object = {}
): Promise<number> {
	const { result, error } = await call(router, sid, object, method, args);
	return error?.code ?? result?.[0] ?? Number.NaN;
}

export async function counters(router: RunningRouter, sid: string): Promise<Counters> {
	return (await call(router, sid, 'luci.nft-offload', 'counters', { bytes: true }))
		.result?.[1] as unknown as Counters;
}

export async function status(router: RunningRouter, sid: string): Promise<Status> {
	return (await call(router, sid, 'luci.nft-offload', 'status')).result?.[1] as unknown as Status;
}

export async function facts(router: RunningRouter, sid: string): Promise<Environment> {
	return (await call(router, sid, 'luci.nft-offload', 'environment')).result?.[1] as unknown as Environment;
}

/** How many connections the router says are offloaded. */
export async function offloaded(router: RunningRouter, sid: string) {
	const reading = (await counters(router, sid)).offloaded;
	return {
		software: reading?.software.total.entries ?? null,
		hardware: reading?.hardware.total.entries ?? null,
	};
}

/** Sets or, with null, removes one of the two options in the login's unsaved changes. */
export function setOption(router: RunningRouter, sid: string, option: string, value: string | null) {
	const section = '@defaults[0]';
	return value === null
		? code(router, sid, 'uci', 'delete', { config: 'firewall', section, options: [option] })
		: code(router, sid, 'uci', 'set', { config: 'firewall', section, values: { [option]: value } });
}
