import { type Answer, call, callMessage, type Login, logIn, NO_LOGIN, postUbus } from './client.ts';
import { type Caller, SCENES, type Step } from './script.ts';

/** Who plays the scenes on a router. */
export interface Cast {
	url: string;
	root: Login;
	reader: Login;
}

/** A call and what was answered: the ubus status, with what is kept of the reply, or the code of the JSON-RPC error. */
export interface Line extends Pick<Step, 'as' | 'object' | 'method' | 'args'> {
	answer: [status: number, reply?: unknown] | { error: number; message: string };
}

export type Calls = Record<string, Line[]>;

/** Plays every scene, one call after the other. */
export async function playCalls({ url, root, reader }: Cast): Promise<Calls> {
	const sessions: Record<Caller, string> = {
		root: await logIn(url, root),
		other: await logIn(url, root),
		reader: await logIn(url, reader),
		nobody: NO_LOGIN,
	};
	const played: Calls = {};
	for (const [scene, steps] of Object.entries(SCENES)) {
		const lines: Line[] = [];
		for (const { keep, ...step } of steps) {
			const answer = await call(url, sessions[step.as], step.object, step.method, step.args);
			lines.push({ ...step, answer: readAnswer(answer, keep) });
		}
		played[scene] = lines;
	}
	return played;
}

function readAnswer({ result, error }: Answer, keep: Step['keep']): Line['answer'] {
	if (error) return { error: error.code, message: error.message };
	const [status, reply] = result ?? [Number.NaN];
	if (reply === undefined || keep === 'nothing') return [status];
	return [status, keep === 'names' ? namesOf(reply) : impersonal(reply)];
}

function namesOf(reply: unknown): unknown {
	return typeof reply === 'object' && reply !== null ? Object.keys(reply).sort() : typeof reply;
}

/** Without what is made up anew on every router: names of anonymous sections and sessions. */
function impersonal(reply: unknown): unknown {
	const text = JSON.stringify(reply)
		.replaceAll(/"cfg[0-9a-f]{6}"/g, '"cfg"')
		.replaceAll(/"[0-9a-f]{32}"/g, '"session"');
	return JSON.parse(text);
}

/** Texts that are POSTed to /ubus, and what comes back. */
export type Frames = Array<{ sent: string; answer: unknown }>;

/** `SESSION` stands for the login's id. */
const FRAMES: unknown[] = [
	callMessage('SESSION', 'session', 'access', { scope: 'uci', object: 'luci', function: 'read' }),
	[
		callMessage('SESSION', 'session', 'access', { scope: 'uci', object: 'luci', function: 'read' }),
		callMessage('SESSION', 'no.such.object', 'call', {}),
	],
	[],
	7,
	'text',
	{},
	{ jsonrpc: '2.0', id: 'word', method: 'call', params: ['SESSION', 'no.such.object', 'call', {}] },
	{ jsonrpc: '2.0', method: 'call', params: ['SESSION', 'no.such.object', 'call', {}] },
	{ jsonrpc: '1.0', id: 1, method: 'call', params: [] },
	{ jsonrpc: '2.0', id: 1, method: 'no_such_method', params: [] },
	{ jsonrpc: '2.0', id: 1, method: 'call', params: [] },
	{ jsonrpc: '2.0', id: 1, method: 'call', params: ['SESSION', 'session', 'access'] },
	{ jsonrpc: '2.0', id: 1, method: 'call', params: ['SESSION', 'session', 'access', []] },
	callMessage('SESSION', 'session', 'access', { ubus_rpc_session: 'another' }),
	callMessage('no such session', 'session', 'access', {}),
];

/** Sends every frame, and two texts that are no JSON. */
export async function playFrames({ url, root }: Cast): Promise<Frames> {
	const session = await logIn(url, root);
	const texts = [...FRAMES.map((frame) => JSON.stringify(frame)), '', 'no JSON'];
	const played: Frames = [];
	for (const sent of texts) {
		const answer = await postUbus(url, sent.replaceAll('SESSION', session));
		played.push({ sent, answer: impersonal(answer) });
	}
	return played;
}
