/** Requests and replies of the web server, as plain values. */
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Request {
	method: string;
	/** Decoded, without the query. */
	path: string;
	query: URLSearchParams;
	cookies: Record<string, string>;
	headers: IncomingMessage['headers'];
	body: string;
}

export interface Reply {
	status: number;
	headers: Record<string, string>;
	body: string | Uint8Array;
}

/** More than any page of LuCI sends. */
const MAX_BODY = 1 << 20;

/** Reads a request to its end; rejects where the path or the body is not acceptable. */
export async function readRequest(message: IncomingMessage): Promise<Request> {
	const url = new URL(message.url ?? '/', 'http://router');
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of message) {
		size += chunk.length;
		if (size > MAX_BODY) throw new Error('request too large');
		chunks.push(chunk);
	}
	return {
		method: message.method ?? 'GET',
		path: decodeURIComponent(url.pathname),
		query: url.searchParams,
		cookies: readCookies(message.headers.cookie),
		headers: message.headers,
		body: Buffer.concat(chunks).toString('utf8'),
	};
}

function readCookies(header: string | undefined): Record<string, string> {
	const pairs = (header ?? '').split(';').map((pair) => pair.trim().split('='));
	return Object.fromEntries(pairs.map(([name = '', value = '']) => [name, value]));
}

/** A form field of the query or of the body. */
export function formValue(request: Request, name: string): string | null {
	return request.query.get(name) ?? new URLSearchParams(request.body).get(name);
}

export function send(response: ServerResponse, { status, headers, body }: Reply): void {
	response.writeHead(status, { 'Cache-Control': 'no-cache', ...headers });
	response.end(body);
}

export function html(status: number, body: string, headers: Record<string, string> = {}): Reply {
	return { status, headers: { 'Content-Type': 'text/html; charset=UTF-8', ...headers }, body };
}

export function json(body: string): Reply {
	return { status: 200, headers: { 'Content-Type': 'application/json' }, body };
}

export function script(body: string): Reply {
	return { status: 200, headers: { 'Content-Type': 'application/javascript; charset=UTF-8' }, body };
}

export function plain(status: number, body: string): Reply {
	return { status, headers: { 'Content-Type': 'text/plain; charset=UTF-8' }, body };
}

export function redirect(location: string, headers: Record<string, string> = {}): Reply {
	return { status: 302, headers: { Location: location, ...headers }, body: '' };
}
