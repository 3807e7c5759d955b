/** `npm start`: opens the emulated router and prints where it is. */
import { parseArgs } from 'node:util';
import { readDump } from './dump.ts';
import { DEFAULT_SCENARIO, isScenario, SCENARIOS } from './scenarios.ts';
import { startRouter } from './server.ts';
import { isTheme, THEME_NAMES } from './skins.ts';

const PAGE = '/cgi-bin/luci/admin/network/flow-offloading';

function usage(): string {
	const scenarios = Object.entries(SCENARIOS).map(([name, { title }]) => `  ${name.padEnd(16)}${title}`);
	return [
		'npm start [-- --scenario NAME] [--port N] [--luci DIR [--theme NAME]] [--dump FILE]',
		'',
		'Scenarios:',
		...scenarios,
		'',
		'--luci DIR   a checkout of https://github.com/openwrt/luci, whose own client code is served instead of ours',
		`--theme NAME which of its themes: ${THEME_NAMES.join(', ')}`,
		'--dump FILE  what `nft-offload dump` has written on a router, which then answers in place of ours',
		'',
	].join('\n');
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			scenario: { type: 'string', default: DEFAULT_SCENARIO },
			port: { type: 'string', default: '8080' },
			luci: { type: 'string' },
			theme: { type: 'string', default: 'bootstrap' },
			dump: { type: 'string' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help || !isScenario(values.scenario) || !isTheme(values.theme)) {
		process.stderr.write(usage());
		process.exitCode = values.help ? 0 : 2;
		return;
	}
	const { scenario, luci, theme, dump } = values;
	const port = Number(values.port);
	const router = await startRouter({
		scenario,
		port,
		...(luci ? { luciDir: luci, theme } : {}),
		...(dump ? { dump: readDump(dump) } : {}),
	});
	process.stdout.write(
		`Emulated router, ${dump ? `as in ${dump}` : `scenario "${scenario}"`}: ${router.url}${PAGE}\n`
	);
	process.stdout.write(
		'Log in as root with password root, or as viewer with password viewer. Ctrl+C ends it.\n'
	);
	process.once('SIGINT', () => router.stop());
	process.once('SIGTERM', () => router.stop());
}

function messageOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const { code, port } = error as NodeJS.ErrnoException & { port?: number };
	return code === 'EADDRINUSE'
		? `Port ${port} is in use. Choose another one: npm start -- --port 8081`
		: error.message;
}

try {
	await main();
} catch (error) {
	process.stderr.write(`${messageOf(error)}\n`);
	process.exitCode = 1;
}
