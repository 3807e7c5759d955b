/** Whose client code the browser gets: our own small runtime, or that of a LuCI checkout. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Reply } from './http/message.ts';
import { fileReply, type StaticRoot, serveStatic } from './http/static.ts';
import { bundleRuntime } from './luci/bundle.ts';
import { RESOURCE, type Skin } from './pages/layout.ts';
import { PATHS } from './paths.ts';

export interface Client {
	skin: Skin;
	serveFile(path: string): Reply;
}

const OURS: StaticRoot = { prefix: '/luci-static/', folder: join(PATHS.htdocs, 'luci-static') };

/** The small runtime of test/emulator/luci, bundled at the start. */
export async function ownClient(): Promise<Client> {
	const scripts = await bundleRuntime();
	const files: Record<string, string> = {
		[`${RESOURCE}/luci.js`]: scripts.luci,
		[`${RESOURCE}/cbi.js`]: scripts.cbi,
		'/luci-static/emulated/style.css': scripts.style,
	};
	return {
		skin: {
			media: '/luci-static/emulated',
			stylesheets: { '/luci-static/emulated/style.css': 'all' },
			menuModule: null,
		},
		serveFile: (path) =>
			Object.hasOwn(files, path) ? fileReply(path, files[path]!) : serveStatic([OURS], path),
	};
}

/** The client code of the LuCI checkout in `folder`, with its theme bootstrap. Throws where there is none. */
export function checkoutClient(folder: string): Client {
	const checkout = resolve(folder);
	const roots = [
		join(checkout, 'modules/luci-base/htdocs/luci-static'),
		join(checkout, 'themes/luci-theme-bootstrap/htdocs/luci-static'),
	];
	for (const root of roots) if (!existsSync(root)) throw new Error(`${root}: not in this LuCI checkout`);
	const media = '/luci-static/bootstrap';
	const stylesheets = {
		[`${media}/cascade.css`]: 'all',
		[`${media}/mobile.css`]: 'only screen and (max-device-width: 854px)',
	};
	const served = [OURS, ...roots.map((root) => ({ prefix: '/luci-static/', folder: root }))];
	return {
		skin: { media, stylesheets, menuModule: 'menu-bootstrap' },
		serveFile: (path) => serveStatic(served, path),
	};
}
