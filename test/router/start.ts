/** `npm start`: opens the emulated router and prints where it is. */
import { parseArgs } from 'node:util';
import { DEFAULT_SCENARIO, isScenario, SCENARIOS } from './scenarios.ts';
import { startRouter } from './server.ts';

const PAGE = '/cgi-bin/luci/admin/network/flow-offloading';

function usage(): string {
	const scenarios = Object.entries(SCENARIOS).map(([name, { title }]) => `  ${name.padEnd(16)}${title}`);
	return [
		'npm start [-- --scenario NAME] [--port N] [--luci DIR]',
		'',
		'Scenarios:',
		...scenarios,
		'',
		'--luci DIR   a checkout of https://github.com/openwrt/luci, whose own client code is served instead of ours',
		'',
	].join('\n');
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			scenario: { type: 'string', default: DEFAULT_SCENARIO },
			port: { type: 'string', default: '8080' },
			luci: { type: 'string' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help || !isScenario(values.scenario)) {
		process.stderr.write(usage());
		process.exitCode = values.help ? 0 : 2;
		return;
	}
	const { scenario, luci } = values;
	const port = Number(values.port);
	const router = await startRouter({ scenario, port, ...(luci ? { luciDir: luci } : {}) });
	process.stdout.write(`Emulated router, scenario "${scenario}": ${router.url}${PAGE}\n`);
	process.stdout.write(
		'Log in as root with password root, or as viewer with password viewer. Ctrl+C ends it.\n'
	);
	process.once('SIGINT', () => router.stop());
	process.once('SIGTERM', () => router.stop());
}

try {
	await main();
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
	process.exitCode = 1;
}
