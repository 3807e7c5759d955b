/** A client of any router without a browser: logins and ubus calls over HTTP, as LuCI makes them. */

export const NO_LOGIN = '0'.repeat(32);

export interface Login {
	user: string;
	password: string;
}

/** What came back: the frame of one JSON-RPC answer. */
export interface Answer {
	result?: [number, unknown?];
	error?: { code: number; message: string };
}

/** POSTs the login form, without following where it leads. */
export function postLogin(url: string, { user, password }: Login): Promise<Response> {
	return fetch(`${url}/cgi-bin/luci/`, {
		method: 'POST',
		redirect: 'manual',
		body: new URLSearchParams({ luci_username: user, luci_password: password }),
	});
}

/** The id of a new session. Throws where the login is refused. */
export async function logIn(url: string, login: Login): Promise<string> {
	const response = await postLogin(url, login);
	const id = /sysauth(?:_http)?=([0-9a-f]{32})/.exec(response.headers.get('set-cookie') ?? '')?.[1];
	if (!id) throw new Error(`${url} refuses the login of ${login.user}`);
	return id;
}

/** POSTs a text to /ubus and gives what was answered. */
export async function postUbus(url: string, body: string): Promise<unknown> {
	const response = await fetch(`${url}/ubus/`, { method: 'POST', body });
	const text = await response.text();
	try {
		return JSON.parse(text);
	} catch {
		return { status: response.status, text };
	}
}

export function callMessage(session: string, object: string, method: string, args: object): object {
	return { jsonrpc: '2.0', id: 1, method: 'call', params: [session, object, method, args] };
}

export async function call(
	url: string,
	session: string,
	object: string,
	method: string,
	args: object
): Promise<Answer> {
	return (await postUbus(url, JSON.stringify(callMessage(session, object, method, args)))) as Answer;
}
