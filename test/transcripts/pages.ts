import type { Cast } from './calls.ts';
import { call, logIn, postLogin } from './client.ts';
import { OPTION } from './script.ts';

/** One request to a page and what the web server answered, as far as a browser or LuCI's client goes by it. */
export interface PageLine {
	what: string;
	status: number;
	/** Headers that matter here, where they are set. */
	headers: Record<string, string>;
	/** Of what is delivered, without the encoding. */
	type?: string;
	/** The data of an answer that is no page. */
	data?: unknown;
}

type Note = (what: string, response: Response, keepText?: boolean) => Promise<string>;
type Ask = (path: string, session?: string, init?: RequestInit) => Promise<Response>;

const HEADERS = ['location', 'x-luci-login-required'];
const LUCI = '/cgi-bin/luci';
const PAGE = `${LUCI}/admin/network/flow-offloading`;

/** Asks for pages and actions with and without a login. */
export async function playPages({ url, root, reader }: Cast): Promise<PageLine[]> {
	const lines: PageLine[] = [];
	const note: Note = async (what, response, keepText = false) => {
		const text = await response.text();
		const kept = HEADERS.map((name) => [name, response.headers.get(name)?.replace(url, '')]);
		lines.push({
			what,
			status: response.status,
			headers: Object.fromEntries(kept.filter(([, value]) => value != null)),
			...(response.status === 200 && { type: mediaType(response) }),
			...(keepText && { data: JSON.parse(text.replaceAll(/[0-9a-f]{32}/g, 'token')) }),
		});
		return text;
	};
	const cookie = (session: string) => ({ cookie: `sysauth_http=${session}` });
	const ask: Ask = (path, session, init) =>
		fetch(url + path, { redirect: 'manual', ...init, headers: session ? cookie(session) : {} });

	await note('a page without a login', await ask(PAGE));
	await note('a page with a login that is none', await ask(PAGE, '1'.repeat(32)));
	await note('a wrong password', await postLogin(url, { ...root, password: `no ${root.password}` }));
	await note('the right password', await postLogin(url, root));
	const session = await logIn(url, root);
	await note('a page', await ask(PAGE, session));
	await note('a page for who may only read', await ask(PAGE, await logIn(url, reader)));
	await note('a page that is not there', await ask(`${LUCI}/admin/network/no-such-page`, session));
	await note('a file that is not there', await ask('/luci-static/resources/no-such-file.js'));
	await note('a module', await ask('/luci-static/resources/view/nft-offload/overview.js'));
	await note('the menu', await ask(`${LUCI}/admin/menu`, session));
	await note('the translations', await ask(`${LUCI}/admin/translations/en`));
	await playActions(note, ask, url, session);
	await note('logging out', await ask(`${LUCI}/admin/logout`, session));
	await note('and then a page', await ask(PAGE, session));
	return lines;
}

function mediaType(response: Response): string {
	return (response.headers.get('content-type') ?? '').split(';')[0]!;
}

/** What LuCI's Save & Apply and its list of changes send. */
async function playActions(note: Note, ask: Ask, url: string, session: string): Promise<void> {
	const page = await (await ask(PAGE, session)).text();
	const token = /"token":\s*"([0-9a-f]{32})"/.exec(page)?.[1] ?? '';
	const act = (action: string, token: string) =>
		ask(`${LUCI}/admin/uci/${action}`, session, { method: 'POST', body: new URLSearchParams({ token }) });
	const actions = ['apply_rollback', 'apply_unchecked', 'confirm', 'revert'];
	for (const action of actions) {
		await note(`${action}, read`, await ask(`${LUCI}/admin/uci/${action}`, session));
		await note(`${action} with a wrong token`, await act(action, 'wrong'));
		await note(`${action} without a change`, await act(action, token));
	}
	await store(url, session, '1');
	const applied = await note('apply_rollback', await act('apply_rollback', token), true);
	await note('apply_rollback while another one waits', await act('apply_rollback', token));
	await note('confirm with a wrong token meanwhile', await act('confirm', 'wrong'));
	await note('confirm', await act('confirm', JSON.parse(applied).token));
	await note('confirm once more', await act('confirm', JSON.parse(applied).token));
	await store(url, session, '2');
	await note('revert', await act('revert', token));
	await store(url, session, '');
	await note('apply_unchecked', await act('apply_unchecked', token));
}

async function store(url: string, session: string, value: string): Promise<void> {
	const values = { [OPTION]: value };
	await call(url, session, 'uci', 'set', { config: 'firewall', section: '@defaults[0]', values });
}
