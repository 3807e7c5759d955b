import { parseArgs } from 'node:util';
import { isTheme, THEME_NAMES, type ThemeName } from '../../emulator/skins.ts';

/** What the browser tests run against, one for the whole run. */
export type Target =
	/** The emulated router, with our own small LuCI runtime or, where `luciDir` names a LuCI checkout, with its client code. */
	| { kind: 'emulated'; luciDir?: string; theme?: ThemeName }
	/** A router with LuCI and this app. Nothing is changed on it unless `allowChanges`. */
	| { kind: 'live'; url: string; user: string; password: string; allowChanges: boolean };

export const USAGE = `npm run test:browser [-- [TARGET] [FILE...]]

Without a target: the emulated router with its own small LuCI runtime.
  --luci DIR       the emulated router with the client code of a LuCI checkout
  --theme NAME     with one of its themes: ${THEME_NAMES.join(', ')}; default: bootstrap
  --router URL     a live router, such as http://192.168.1.1, which is only looked at
  --user NAME      whom to log in as there; default: ROUTER_USER of the environment, or root
  --password WORD  default: ROUTER_PASSWORD of the environment, or none; other users of this machine can see options
  --allow-changes  also run what changes the router's settings for a moment
`;

type Environment = Record<string, string | undefined>;

/** The target and the test files that a command line names. Throws an Error whose message tells what is wrong with it. */
export function parseTarget(args: string[], environment: Environment): { target: Target; files: string[] } {
	const { values, positionals } = parseArgs({
		args,
		allowPositionals: true,
		options: {
			luci: { type: 'string' },
			theme: { type: 'string' },
			router: { type: 'string' },
			user: { type: 'string' },
			password: { type: 'string' },
			'allow-changes': { type: 'boolean', default: false },
		},
	});
	const { luci, theme, router, user, password, 'allow-changes': allowChanges } = values;
	if (luci !== undefined && router !== undefined) throw new Error('--luci and --router exclude each other');
	if (theme !== undefined && luci === undefined) throw new Error('--theme needs --luci DIR');
	if (theme !== undefined && !isTheme(theme))
		throw new Error(`--theme ${theme}: not one of ${THEME_NAMES.join(', ')}`);
	if (router === undefined) {
		if (allowChanges || user !== undefined || password !== undefined)
			throw new Error('--user, --password and --allow-changes need --router URL');
		return {
			target: { kind: 'emulated', ...(luci ? { luciDir: luci } : {}), ...(theme ? { theme } : {}) },
			files: positionals,
		};
	}
	const target: Target = {
		kind: 'live',
		url: origin(router),
		user: user ?? environment.ROUTER_USER ?? 'root',
		password: password ?? environment.ROUTER_PASSWORD ?? '',
		allowChanges,
	};
	return { target, files: positionals };
}

/** Scheme, host and port of a web address; LuCI's path below it is always the same. */
function origin(address: string): string {
	const url = URL.canParse(address) ? new URL(address) : null;
	if (!url || !/^https?:$/.test(url.protocol))
		throw new Error(`--router ${address}: not a web address, such as http://192.168.1.1`);
	return url.origin;
}

let chosen: Target = { kind: 'emulated' };

/** To be called before the test files are loaded: they register what the target can run. */
export function chooseTarget(target: Target): void {
	chosen = target;
}

export function currentTarget(): Target {
	return chosen;
}
