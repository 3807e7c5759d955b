/** Sessions over SSH that documents quote, played on emulated routers. */
import { isScenario } from '../../../emulator/scenarios.ts';
import type { RunningRouter } from '../../../emulator/server.ts';
import { withRouter } from '../../emulator/client.ts';

/** A quoted session: on which router, what had happened there, and each command with the lines that follow it. */
export interface Session {
	scenario: string;
	before: string[];
	commands: Array<{ command: string; lines: string[] }>;
}

/** Time for some traffic before the first command, in milliseconds. */
const RUNNING = 5000;
/** What a line of the document stands for that is not of the output: any number of lines. */
const CUT = '...';

/** What may have happened on a router before a session. */
const EVENTS: Record<string, (router: RunningRouter) => void> = {
	measured: (router) => router.router().shell('measure'),
	'hardware tried': (router) => router.router().shell('try', 'hardware'),
	upgraded: (router) => router.router().sysupgrade({ release: '25.12.1', kernel: '6.12.94' }),
	excepted: (router) => except(router, '192.168.1.23'),
};

/** Keeps a device in the firewall from the next start on, and starts the router again. */
export function except(router: RunningRouter, device: string): void {
	const include = `
config include 'nft_offload'
	option type 'script'
	option path '/usr/share/nft-offload/exceptions.sh'
	option fw4_compatible '1'
`;
	const exceptions = `config exceptions 'exceptions'\n\tlist device '${device}'\n`;
	router.router().writeFile('/etc/config/nft-offload', exceptions);
	router.router().writeFile('/etc/config/firewall', `${router.readConfig('firewall')}${include}`);
	router.reboot();
	router.advance(RUNNING);
}

/** All blocks of a document that begin with a command of `nft-offload`, with the comment before each: `<!-- Router: SCENARIO, EVENT -->`. */
export function sessionsIn(text: string): Session[] {
	const blocks = text.matchAll(/(?:<!-- Router: ([^>]*) -->\n)?```console\n([\s\S]*?)```/g);
	return [...blocks].map(([, router = '', block = '']) => {
		const [scenario = '', ...before] = router.split(', ');
		const commands: Session['commands'] = [];
		for (const line of block.trimEnd().split('\n')) {
			const command = /^# nft-offload (.*)$/.exec(line)?.[1];
			if (command !== undefined) commands.push({ command, lines: [] });
			else commands.at(-1)?.lines.push(line);
		}
		return { scenario, before, commands };
	});
}

/** What the router of a session prints for each of its commands. */
export async function play({ scenario, before, commands }: Session): Promise<string[]> {
	if (!isScenario(scenario)) throw new Error(`"${scenario}" is no scenario`);
	const printed: string[] = [];
	await withRouter(scenario, async (router) => {
		router.advance(RUNNING);
		for (const event of before) {
			const happen = EVENTS[event];
			if (!happen) throw new Error(`"${event}" is no event`);
			happen(router);
		}
		for (const { command } of commands) {
			const { text, errors } = router.router().shell(...command.split(' '));
			printed.push((text + errors).trimEnd());
		}
	});
	return printed;
}

/** Whether an output is what a document shows of it. */
export function isShown(lines: string[], printed: string): boolean {
	const escaped = (line: string) => line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	const form = lines.map((line) => (line === CUT ? '(?:.*\n)*' : `${escaped(line)}\n`)).join('');
	return new RegExp(`^${form}$`).test(`${printed}\n`);
}
