/** ubus calls: https://openwrt.github.io/luci/jsapi/LuCI.rpc.html */
import { environment } from './environment.ts';
import { luciError } from './errors.ts';
import { notifySessionExpiry } from './session-expiry.ts';

const TIMEOUT_SECONDS = 20;

const STATUS_TEXTS = [
	'Command OK',
	'Invalid command',
	'Invalid argument',
	'Method not found',
	'Resource not found',
	'No data received',
	'Permission denied',
	'Request timeout',
	'Not supported',
	'Unspecified error',
	'Connection lost',
];

interface Declaration {
	object: string;
	method: string;
	params?: string[];
	expect?: Record<string, unknown>;
	filter?: (data: unknown, args: unknown[]) => unknown;
	reject?: boolean;
	nobatch?: boolean;
}

interface Message {
	jsonrpc: '2.0';
	id: number;
	method: 'call';
	params: [string, string, string, object];
}

interface Answer {
	jsonrpc?: string;
	error?: { code: number; message: string };
	result?: unknown;
}

interface Waiting {
	message: Message;
	resolve(answer: Answer): void;
	reject(error: unknown): void;
}

let lastId = 0;
const queue: Waiting[] = [];

/** POSTs messages; the errors are worded as LuCI's request module words them. */
async function post(body: Message | Message[]): Promise<Response> {
	const response = await fetch(`${environment.ubuspath}?${Date.now()}`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(body),
		signal: AbortSignal.timeout(TIMEOUT_SECONDS * 1000),
	}).catch((error) => {
		throw new Error(
			error.name === 'TimeoutError' ? 'XHR request timed out' : 'XHR request aborted by browser'
		);
	});
	if (response.status === 403 && response.headers.get('X-LuCI-Login-Required') === 'yes')
		notifySessionExpiry();
	return response;
}

/** Sends everything that has been called since the last animation frame, in one request. */
function flush(): void {
	const batch = queue.splice(0);
	if (!batch.length) return;
	post(batch.map(({ message }) => message))
		.then(async (response) => {
			const answers = await response.json().catch(() => null);
			for (const { message, resolve, reject } of batch) {
				if (!response.ok) reject(httpError(message, response));
				else if (Array.isArray(answers) && answers.length) resolve(answers.shift());
				else reject(new Error('No related RPC reply'));
			}
		})
		.catch((error) => {
			for (const { reject } of batch) reject(error);
		});
}

function call(message: Message, nobatch: boolean | undefined): Promise<Answer> {
	if (nobatch)
		return post(message).then((response) =>
			response.ok ? response.json() : Promise.reject(httpError(message, response))
		);
	return new Promise((resolve, reject) => {
		queue.push({ message, resolve, reject });
		requestAnimationFrame(flush);
	});
}

function failure({ params }: Message, text: string): Error {
	return luciError('RPCError', `RPC call to ${params[1]}/${params[2]} ${text}`);
}

function httpError(message: Message, response: Response): Error {
	return failure(message, `failed with HTTP error ${response.status}: ${response.statusText || '?'}`);
}

/** The reply without its frame: the data, or the bare ubus status where there is none. Throws what is an error. */
function readAnswer(declaration: Declaration, message: Message, answer: Answer): unknown {
	if (typeof answer !== 'object' || answer?.jsonrpc !== '2.0')
		throw failure(message, 'returned invalid message frame');
	if (answer.error?.code && answer.error.message)
		throw failure(message, `failed with error ${answer.error.code}: ${answer.error.message}`);
	if (!Array.isArray(answer.result)) return null;
	const [status, data] = answer.result;
	if (declaration.reject && status !== 0) {
		const text = STATUS_TEXTS[status] ?? 'Unknown error code';
		throw failure(message, `failed with ubus code ${status}: ${_(text)}`);
	}
	return answer.result.length > 1 ? data : status;
}

/** The expected part of the reply, or the default where it is missing or of another type. */
function readExpected(expect: Declaration['expect'], reply: unknown): unknown {
	const [key, fallback] = Object.entries(expect ?? {})[0] ?? [];
	if (key === undefined) return reply;
	const part = key === '' ? reply : (reply as Record<string, unknown> | null)?.[key];
	const typeOf = (value: unknown) => Object.prototype.toString.call(value);
	return part === null || part === undefined || typeOf(part) !== typeOf(fallback) ? fallback : part;
}

/** -32002 means no right, or no login any more: asking for a right that every login has tells the two apart. */
async function checkLogin({ params }: Message, { error }: Answer): Promise<void> {
	if (error?.code !== -32002 || (params[1] === 'session' && params[2] === 'access')) return;
	await askAccess('uci', 'luci', 'read').catch(notifySessionExpiry);
}

export const rpc = {
	declare(declaration: Declaration) {
		return async (...args: unknown[]): Promise<unknown> => {
			const names = declaration.params ?? [];
			const params = Object.fromEntries(names.map((name, index) => [name, args[index]]));
			const { object, method, nobatch, filter, expect } = declaration;
			const message: Message = {
				jsonrpc: '2.0',
				id: ++lastId,
				method: 'call',
				params: [environment.sessionid ?? '0'.repeat(32), object, method, params],
			};
			const answer = await call(message, nobatch);
			await checkLogin(message, answer);
			const reply = readExpected(expect, readAnswer(declaration, message, answer));
			return filter ? filter(reply, args.slice(names.length)) : reply;
		};
	},
};

const askAccess = rpc.declare({
	object: 'session',
	method: 'access',
	params: ['scope', 'object', 'function'],
	expect: { access: true },
});
