import { parseArgs } from 'node:util';

export interface DeployOptions {
	/** As ssh takes it: [user@]host. */
	target: string;
	port: number | null;
	watch: boolean;
}

const USAGE = 'npm run deploy -- [USER@]HOST [--port N] [--watch]';

/** What a command line asks for. Throws an Error whose message tells what is wrong with it. */
export function parseDeploy(args: string[]): DeployOptions {
	const { values, positionals } = parseArgs({
		args,
		allowPositionals: true,
		options: { port: { type: 'string' }, watch: { type: 'boolean', default: false } },
	});
	const [target, ...more] = positionals;
	if (target === undefined || more.length > 0) throw new Error(`name one router: ${USAGE}`);
	if (!/^[^\s@-][^\s@]*(@[^\s@-][^\s@]*)?$/.test(target))
		throw new Error(`${target}: not of the form root@192.168.1.1`);
	const port = values.port === undefined ? null : Number(values.port);
	if (port !== null && !(Number.isInteger(port) && port > 0 && port < 65536))
		throw new Error(`--port ${values.port}: not a port`);
	return { target, port, watch: values.watch };
}
