/** /ubus: JSON-RPC 2.0 as uhttpd-mod-ubus speaks it, single calls and batches. */
import type { Sessions } from './sessions.ts';
import { Status, type UbusObject, type UbusResult } from './ubus.ts';

/** uhttpd reads no more than this much of a request. */
const MAX_REQUEST = 65536;

const ERRORS = {
	parse: [-32700, 'Parse error'],
	method: [-32601, 'Method not found'],
	params: [-32602, 'Invalid parameters'],
	object: [-32000, 'Object not found'],
	access: [-32002, 'Access denied'],
	timeout: [-32003, 'ubus request timed out'],
} as const;

export class RpcError extends Error {
	constructor(readonly kind: keyof typeof ERRORS) {
		super(kind);
	}
}

export interface Bus {
	objects: Record<string, UbusObject>;
	sessions: Sessions;
	/** Objects that no login may call, whatever its access list says. */
	denied: string[];
}

/** Answers the body of a POST to /ubus with the text of the reply; the calls of a batch one after the other. */
export async function answer(bus: Bus, body: string): Promise<string> {
	let request: unknown;
	try {
		if (Buffer.byteLength(body) > MAX_REQUEST) throw new RpcError('parse');
		request = JSON.parse(body);
	} catch {
		return JSON.stringify(failure(null, 'parse'));
	}
	if (!Array.isArray(request)) return JSON.stringify(await answerOne(bus, request));
	const answers: object[] = [];
	for (const single of request) answers.push(await answerOne(bus, single));
	return JSON.stringify(answers);
}

function failure(id: unknown, kind: keyof typeof ERRORS): object {
	const [code, message] = ERRORS[kind];
	return { jsonrpc: '2.0', id, error: { code, message } };
}

async function answerOne(bus: Bus, request: unknown): Promise<object> {
	const message = (typeof request === 'object' && request !== null ? request : {}) as Record<string, unknown>;
	const id = message.id ?? null;
	try {
		if (message.jsonrpc !== '2.0' || typeof message.method !== 'string') throw new RpcError('parse');
		if (message.method === 'list') return { jsonrpc: '2.0', id, result: list(bus, message.params) };
		if (message.method === 'call') return { jsonrpc: '2.0', id, result: await call(bus, message.params) };
		throw new RpcError('method');
	} catch (error) {
		if (error instanceof RpcError) return failure(id, error.kind);
		throw error;
	}
}

/** Without names: all objects. With names: the methods of each and their arguments' types. */
function list(bus: Bus, params: unknown): object {
	if (!Array.isArray(params)) return Object.keys(bus.objects);
	const found = params.filter((name) => Object.hasOwn(bus.objects, name));
	return Object.fromEntries(
		found.map((name) => [
			name,
			Object.fromEntries(Object.entries(bus.objects[name]!).map(([method, { args }]) => [method, args])),
		])
	);
}

async function call(bus: Bus, params: unknown): Promise<UbusResult> {
	const [sid, object, method, args] = Array.isArray(params) ? params : [];
	if (typeof sid !== 'string' || typeof object !== 'string' || typeof method !== 'string')
		throw new RpcError('parse');
	if (typeof args !== 'object' || args === null || Array.isArray(args)) throw new RpcError('parse');
	if (!Object.hasOwn(bus.objects, object)) throw new RpcError('object');
	const session = bus.sessions.find(sid);
	if (bus.denied.includes(object) || !session?.grants.allows('ubus', object, method))
		throw new RpcError('access');
	if ('ubus_rpc_session' in args) throw new RpcError('params');
	const entry = bus.objects[object]![method];
	return entry ? entry.call(args, session) : [Status.methodNotFound];
}
