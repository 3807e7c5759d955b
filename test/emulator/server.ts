/**
 * The emulated router as a web server on the loopback interface: what `npm start` opens and what tests talk to.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Dump } from '../../src/rpc/types/dump.ts';
import { Clock } from './clock.ts';
import { CONTROL, type Controls, control } from './control.ts';
import { handle } from './http/app.ts';
import { plain, type Reply, type Request, readRequest, send } from './http/message.ts';
import { EmulatedRouter } from './router.ts';
import { DEFAULT_SCENARIO, type ScenarioName } from './scenarios.ts';
import { type Client, checkoutClient, ownClient, type ThemeName } from './skins.ts';

export interface RouterOptions {
	scenario?: ScenarioName;
	/** 0, the default: any free one. */
	port?: number;
	/** 'running' (default): time passes by itself; 'manual': only `advance` moves it. */
	clock?: 'running' | 'manual';
	/** A LuCI checkout whose own client code is served instead of ours. */
	luciDir?: string;
	/** Which of the checkout's themes; default: bootstrap. */
	theme?: ThemeName;
	/** A dump file whose replies are given in place of those of the backend, until another scenario is chosen. */
	dump?: Dump;
	/** Content-Security-Policy of every page. */
	policy?: string;
	/** Seconds until an unused login ends; rpcd's default is 300, LuCI asks for 3600. */
	sessionSeconds?: number;
}

export interface RunningRouter {
	/** Without a slash at its end. */
	url: string;
	stop(): Promise<void>;
	/** Lets time pass: traffic, timers, sessions. */
	advance(milliseconds: number): void;
	/** Starts another scenario from its beginning; logins stay, as the scenario's user where it names one. */
	setScenario(name: ScenarioName): void;
	expireSessions(): void;
	/** `service rpcd reload` */
	reloadRpcd(): void;
	/** Power off and on again: logins and everything that is not on the flash are gone. */
	reboot(): void;
	/** The text of a file in /etc/config, null where there is none. */
	readConfig(name: string): string | null;
	/** The router behind the server, as it is now. */
	router(): EmulatedRouter;
}

export async function startRouter(options: RouterOptions = {}): Promise<RunningRouter> {
	const clock = new Clock(options.clock !== 'manual');
	const client = options.luciDir ? checkoutClient(options.luciDir, options.theme) : await ownClient();
	const sessionSeconds = options.sessionSeconds ?? 3600;
	let router = new EmulatedRouter(options.scenario ?? DEFAULT_SCENARIO, clock, sessionSeconds, options.dump);

	const controls: Controls = {
		scenario: () => router.name,
		setScenario(name) {
			const before = router;
			router = new EmulatedRouter(name, clock, sessionSeconds);
			router.bus.sessions.adopt(before.bus.sessions, router.scenario.loginAs);
			before.dispose();
		},
		advance: (milliseconds) => clock.advance(milliseconds),
		expireSessions: () => router.bus.sessions.expireAll(),
		reloadRpcd: () => router.reloadRpcd(),
		reboot: () => router.reboot(),
	};
	const server = createServer(async (message, response) => {
		const reply = await respond(
			() => readRequest(message),
			controls,
			client,
			() => router
		);
		const { policy } = options;
		if (policy) reply.headers['Content-Security-Policy'] = policy;
		send(response, reply);
	});
	await listen(server, options.port ?? 0).catch((error) => {
		clock.stop();
		router.dispose();
		throw error;
	});
	return {
		...controls,
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		readConfig: (name) => router.store.readText(name),
		router: () => router,
		async stop() {
			await close(server);
			clock.stop();
			router.dispose();
		},
	};
}

async function respond(
	read: () => Promise<Request>,
	controls: Controls,
	client: Client,
	router: () => EmulatedRouter
): Promise<Reply> {
	try {
		const request = await read();
		if (request.path.startsWith(CONTROL)) return control(controls, request);
		return await handle({ ...client, router: router() }, request);
	} catch (error) {
		process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
		return plain(500, 'Internal Server Error');
	}
}

function listen(server: Server, port: number): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
}

function close(server: Server): Promise<void> {
	return new Promise((resolve) => {
		server.close(() => resolve());
		server.closeAllConnections();
	});
}
