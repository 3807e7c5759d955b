/** Which path does what. */
import { findPage, menuTree, type Page } from '../admin/menu.ts';
import { pageLanguage, translations } from '../admin/translations.ts';
import { uciAction } from '../admin/uci.ts';
import { loginContent, missingContent, stubContent, viewContent } from '../pages/contents.ts';
import type { Html } from '../pages/html.ts';
import { layout, SCRIPT_NAME, type Skin, url } from '../pages/layout.ts';
import type { EmulatedRouter } from '../router.ts';
import { answer } from '../rpc/jsonrpc.ts';
import { NO_LOGIN, type Session } from '../rpc/sessions.ts';
import { formValue, html, json, plain, type Reply, type Request, redirect } from './message.ts';

const COOKIE = 'sysauth_http';
const LOGIN_REQUIRED = { 'X-LuCI-Login-Required': 'yes' };

export interface App {
	router: EmulatedRouter;
	skin: Skin;
	/** Replies for paths outside LuCI's dispatcher: static files, or null. */
	serveFile(path: string): Reply;
}

export async function handle(app: App, request: Request): Promise<Reply> {
	const { path } = request;
	if (path === '/') return redirect(`${SCRIPT_NAME}/`);
	if (path === '/ubus' || path.startsWith('/ubus/')) return ubus(app, request);
	if (path === SCRIPT_NAME || path.startsWith(`${SCRIPT_NAME}/`)) return dispatch(app, request);
	return app.serveFile(path);
}

async function ubus(app: App, request: Request): Promise<Reply> {
	if (request.method !== 'POST') return plain(404, 'Not Found');
	return json(await answer(app.router.bus, request.body));
}

function cookie(session: Session): Record<string, string> {
	return { 'Set-Cookie': `${COOKIE}=${session.id}; path=${SCRIPT_NAME}; SameSite=strict; HttpOnly` };
}

function findSession({ router }: App, request: Request): Session | null {
	const id = request.cookies[COOKIE];
	return id === NO_LOGIN ? null : router.bus.sessions.find(id);
}

function dispatch(app: App, request: Request): Reply | Promise<Reply> {
	const path = request.path.slice(SCRIPT_NAME.length).split('/').filter(Boolean);
	if (path[0] === 'admin' && path[1] === 'translations') return translations(path[2] ?? 'en');
	const session = findSession(app, request);
	if (!session) return logIn(app, request, path);
	if (path[0] === 'admin' && path[1] === 'menu') return json(JSON.stringify(menuTree(session.grants)));
	if (path[0] === 'admin' && path[1] === 'ubus') return ubus(app, request);
	if (path[0] === 'admin' && path[1] === 'uci') return uciAction(app.router, session, path[2] ?? '', request);
	return page(app, request, session, path);
}

/** Without a login every page is the login page, and a POST of name and password leads to the page asked for. */
function logIn(app: App, request: Request, path: string[]): Reply {
	const { scenario, bus } = app.router;
	const { sessions } = bus;
	const user = formValue(request, 'luci_username');
	const session = user === null ? null : sessions.login(user, formValue(request, 'luci_password') ?? '');
	if (session) return redirect(path.length > 0 ? url(...path) : `${SCRIPT_NAME}/`, cookie(session));
	const content = loginContent(user ?? scenario.loginAs ?? 'root', user !== null);
	return html(403, render(app, request, null, null, content), LOGIN_REQUIRED);
}

function page(app: App, request: Request, session: Session, path: string[]): Reply {
	const found = findPage(menuTree(session.grants), path);
	const action = found?.node.action;
	if (action?.type === 'logout') return logOut(app, session);
	if (action?.type === 'view')
		return html(200, render(app, request, session, found, viewContent(action.path!)));
	if (action?.type === 'stub')
		return html(200, render(app, request, session, found, stubContent(found?.node.title)));
	return html(404, render(app, request, session, null, missingContent()));
}

function logOut(app: App, session: Session): Reply {
	app.router.bus.sessions.destroy(session.id);
	const gone = `${COOKIE}=; expires=Thu, 01 Jan 1970 01:00:00 GMT; path=${SCRIPT_NAME}`;
	return redirect(`${SCRIPT_NAME}/`, { 'Set-Cookie': gone });
}

function render(
	app: App,
	request: Request,
	session: Session | null,
	found: Page | null,
	content: Html
): string {
	const grants = session?.grants;
	return layout(
		{
			skin: app.skin,
			scenario: app.router.name,
			tree: grants ? menuTree(grants) : {},
			page: found,
			session,
			lang: pageLanguage(request),
		},
		content
	);
}
