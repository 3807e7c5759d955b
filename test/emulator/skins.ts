/** Whose client code the browser gets: our own small runtime, or that of a LuCI checkout. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Reply } from './http/message.ts';
import { fileReply, type StaticRoot, serveStatic } from './http/static.ts';
import { bundleRuntime } from './luci/bundle.ts';
import { columnFrame, type Frame, materialFrame, openwrt2020Frame, openwrtFrame } from './pages/frames.ts';
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
			frame: columnFrame,
		},
		serveFile: (path) =>
			Object.hasOwn(files, path) ? fileReply(path, files[path]!) : serveStatic([OURS], path),
	};
}

/** A theme of LuCI's own repository. */
interface Theme {
	/** Its folder below luci-static. */
	media: string;
	/** Media query by stylesheet. */
	stylesheets: Record<string, string>;
	menuModule: string;
	frame: Frame;
}

const CASCADE = { 'cascade.css': 'all' };
const THEMES = {
	bootstrap: {
		media: 'bootstrap',
		stylesheets: { ...CASCADE, 'mobile.css': 'only screen and (max-device-width: 854px)' },
		menuModule: 'menu-bootstrap',
		frame: columnFrame,
	},
	material: {
		media: 'material',
		stylesheets: CASCADE,
		menuModule: 'menu-material',
		frame: materialFrame,
	},
	openwrt: {
		media: 'openwrt.org',
		stylesheets: CASCADE,
		menuModule: 'menu-openwrt',
		frame: openwrtFrame,
	},
	'openwrt-2020': {
		media: 'openwrt2020',
		stylesheets: CASCADE,
		menuModule: 'menu-openwrt2020',
		frame: openwrt2020Frame,
	},
} satisfies Record<string, Theme>;

export type ThemeName = keyof typeof THEMES;
export const THEME_NAMES = Object.keys(THEMES) as ThemeName[];

export function isTheme(name: string): name is ThemeName {
	return Object.hasOwn(THEMES, name);
}

/** The client code of the LuCI checkout in `folder`, with one of its themes. Throws where there is none. */
export function checkoutClient(folder: string, themeName: ThemeName = 'bootstrap'): Client {
	const checkout = resolve(folder);
	const roots = [
		join(checkout, 'modules/luci-base/htdocs/luci-static'),
		join(checkout, `themes/luci-theme-${themeName}/htdocs/luci-static`),
	];
	for (const root of roots) if (!existsSync(root)) throw new Error(`${root}: not in this LuCI checkout`);
	const theme: Theme = THEMES[themeName];
	const media = `/luci-static/${theme.media}`;
	const served = [OURS, ...roots.map((root) => ({ prefix: '/luci-static/', folder: root }))];
	return {
		skin: {
			media,
			stylesheets: Object.fromEntries(
				Object.entries(theme.stylesheets).map(([name, query]) => [`${media}/${name}`, query])
			),
			menuModule: theme.menuModule,
			frame: theme.frame,
		},
		serveFile: (path) => serveStatic(served, path),
	};
}
