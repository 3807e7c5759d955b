/** The emulated router itself, without its web server: configuration, kernel state, traffic, ubus. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Dump } from '../../src/rpc/types/dump.ts';
import type { Host } from '../../tools/ucode/host.ts';
import { runProgram } from '../../tools/ucode/load.ts';
import type { Clock } from './clock.ts';
import { optionsOf } from './dump.ts';
import { crowd } from './flows/crowd.ts';
import type { Entry } from './flows/entry.ts';
import { excluder } from './flows/exceptions.ts';
import { faultyText } from './flows/faults.ts';
import { readDump } from './flows/netlink.ts';
import { tableText } from './flows/text.ts';
import { Traffic } from './flows/traffic.ts';
import {
	downloadRates,
	type LineState,
	lineFiles,
	lineState,
	netDevText,
	netstatText,
	statText,
} from './kernel/activity.ts';
import { Daemons } from './kernel/daemons.ts';
import { extraFiles } from './kernel/extras.ts';
import { type Content, VirtualFiles } from './kernel/files.ts';
import { buildRuleset, flowtableState, includesExceptions, type Ruleset } from './kernel/firewall.ts';
import { routerHost } from './kernel/host.ts';
import { ProbeTable } from './kernel/measurement-table.ts';
import { aliasDevice } from './kernel/network.ts';
import { FIRST_FIRMWARE, type Firmware, systemFiles } from './kernel/system-files.ts';
import { PATHS } from './paths.ts';
import { readAclFiles } from './rpc/acl.ts';
import { dumpObject } from './rpc/dump-object.ts';
import type { Bus } from './rpc/jsonrpc.ts';
import { pluginObject } from './rpc/plugin-object.ts';
import { sessionObject } from './rpc/session-object.ts';
import { Sessions } from './rpc/sessions.ts';
import { stockObjects } from './rpc/stock-objects.ts';
import type { UbusObject } from './rpc/ubus.ts';
import { uciObject } from './rpc/uci-object.ts';
import { SCENARIOS, type Scenario, type ScenarioName } from './scenarios.ts';
import { ApplyGuard } from './uci/apply.ts';
import { saveChanges, writeConfigs } from './uci/first-configs.ts';
import { ConfigStore } from './uci/store.ts';

/** Milliseconds between the writing of a config and the new ruleset in the kernel. */
const RELOAD_DELAY = 1000;
/** The device of the Internet line. */
const LINE = 'eth1';

export class EmulatedRouter {
	readonly bus: Bus;
	readonly guard: ApplyGuard;
	readonly store: ConfigStore;
	readonly scenario: Scenario;
	/** Of the last apply through admin/uci: what its confirm has to bring, and whose apply it was. */
	awaited: { token: string; session: string } | null = null;
	private readonly folder = mkdtempSync(join(tmpdir(), 'emulated-router-'));
	private readonly traffic: Traffic;
	private readonly idle: Entry[];
	private readonly files: VirtualFiles;
	private readonly probe: ProbeTable;
	private readonly daemons: Daemons;
	private readonly host: Host;
	private ruleset: Ruleset | null;
	/** Of this start, as the kernel makes one up. */
	private bootId = randomUUID();
	private bootedAt = 0;
	private firmware = FIRST_FIRMWARE;
	private cancelReload = () => {};

	constructor(
		readonly name: ScenarioName,
		private readonly clock: Clock,
		sessionSeconds: number,
		/** A file whose replies are given in place of those of the backend. */
		private readonly dump: Dump | null = null
	) {
		this.scenario = SCENARIOS[name];
		this.store = new ConfigStore(join(this.folder, 'etc/config'));
		writeConfigs(this.store, this.scenario, dump ? optionsOf(dump) : this.scenario.options);
		this.traffic = this.startTraffic();
		this.idle = crowd(this.scenario.crowd ?? 0);
		this.ruleset = this.startRuleset();
		// The ruleset stays in the kernel when its configuration is lost.
		if (this.scenario.noFirewallConfig) this.store.remove('firewall');
		this.traffic.assumeFlowtable(flowtableState(this.ruleset, this.scenario.support));

		const { loginSeconds } = this.scenario;
		const acls = readAclFiles(PATHS.acls);
		const sessions = new Sessions(clock, acls, loginSeconds ?? sessionSeconds, loginSeconds !== undefined);
		sessions.onDestroy((id) => this.store.dropSession(id));
		sessions.onLogin((id) => saveChanges(this.store, this.scenario, id));
		this.guard = new ApplyGuard(this.store, sessions, clock, (config) => this.configChanged(config));
		sessions.pendingSession = () => this.guard.pendingSession;
		this.probe = new ProbeTable(
			() => this.uptime(),
			() => this.line()
		);
		this.files = new VirtualFiles(this.firmwareFiles(), (path, content) => this.writeConfig(path, content));
		this.daemons = new Daemons({
			clock,
			files: this.files,
			uptime: () => this.uptime() / 1000,
			program: (path, ...args) => this.program(path, ...args),
			nft: (command) => this.probe.run(command)?.output ?? '',
		});
		this.host = this.makeHost();
		this.bus = { sessions, objects: this.objects(sessions), denied: this.scenario.denied ?? [] };
	}

	/** The conntrack table as it is now. */
	connections(): Entry[] {
		return [...this.idle, ...this.traffic.entries()];
	}

	/** Whether the kernel has firewall4's flowtable. */
	offloading(): boolean {
		return Boolean(this.ruleset?.flowtable);
	}

	/** Whether the table of a measurement is loaded. */
	measuring(): boolean {
		return this.probe.text() !== '';
	}

	/** `service rpcd reload`: logins stay, an apply that waits for its confirmation is forgotten. */
	reloadRpcd(): void {
		this.guard.forget();
	}

	/** The power goes and comes back: what is in memory is lost, /etc stays, init scripts run in their order. */
	reboot(): void {
		this.daemons.killAll();
		this.cancelReload();
		this.guard.forget();
		this.bus.sessions.expireAll();
		this.files.clearMemory();
		this.probe.clear();
		this.bootId = randomUUID();
		this.bootedAt = this.clock.monotonic();
		this.program('/usr/libexec/nft-offload/trial-restore', 'boot');
		this.ruleset = this.buildRuleset();
		this.runInclude();
	}

	/** `sysupgrade`: of the files on the flash those stay that are in /etc/config or that our package lists. */
	sysupgrade(firmware: Firmware): void {
		this.firmware = firmware;
		const kept = readFileSync(PATHS.keep, 'utf8').split('\n').filter(Boolean);
		this.files.replace(this.firmwareFiles(), (path) => kept.some((listed) => path.startsWith(listed)));
		this.reboot();
	}

	/** The text of a file, null where there is none. */
	readFile(path: string): string | null {
		try {
			return Buffer.from(this.files.read(path)).toString('utf8');
		} catch {
			return null;
		}
	}

	/** Writes a file over SSH. */
	writeFile(path: string, text: string): void {
		this.files.write(path, Buffer.from(text));
	}

	/** Runs `nft-offload` with these words, as in a login over SSH. */
	shell(...args: string[]): { code: number; text: string; errors: string } {
		const options = { host: this.host, args, searchPath: [PATHS.ucode] };
		const { code, stdout, stderr } = runProgram(join(PATHS.root, 'usr/bin/nft-offload'), options);
		return { code, text: Buffer.from(stdout).toString('utf8'), errors: stderr };
	}

	/** Stops what is going on and removes the temporary folder. */
	dispose(): void {
		this.daemons.killAll();
		this.cancelReload();
		this.guard.forget();
		rmSync(this.folder, { recursive: true, force: true });
	}

	private objects(sessions: Sessions): Record<string, UbusObject> {
		const fault = this.scenario.pluginFault ?? null;
		const plugin = pluginObject({
			path: join(PATHS.plugins, 'luci.nft-offload'),
			searchPath: [PATHS.ucode],
			host: this.host,
			clock: this.clock,
			fault,
		});
		return {
			...stockObjects(() => this.scenario.support.module, this.dump === null),
			session: sessionObject(sessions),
			uci: uciObject(this.store, this.guard),
			...(fault === 'missing'
				? {}
				: { 'luci.nft-offload': this.dump ? dumpObject(plugin, this.dump) : plugin }),
		};
	}

	private startTraffic(): Traffic {
		const { recording, openings, recordedSending, uplink, own = 0, download, slowness = 1 } = this.scenario;
		const recorded = readDump(readFileSync(join(PATHS.recordings, `${recording}.ctnetlink.bin`)));
		const onlyLocal = uplink === 'none';
		const options = {
			recorded: onlyLocal ? [] : recorded,
			openings,
			recordedSending,
			onlyLocal,
			own,
			...(download && { download: downloadRates(download, slowness) }),
			seed: 1,
		};
		return new Traffic(this.clock, options);
	}

	private startRuleset(): Ruleset | null {
		const { loaded, lateDevices } = this.scenario;
		if (!loaded) return null;
		if (loaded === 'before_options') return { flowtable: null };
		const ruleset = this.buildRuleset();
		if (ruleset?.flowtable && lateDevices)
			ruleset.flowtable.devices = ruleset.flowtable.devices.filter((device) => !lateDevices.includes(device));
		return ruleset;
	}

	/** procd hears of it and, a moment later, firewall4 has loaded the new ruleset; one that is refused leaves the old one. */
	private configChanged(config: string): void {
		// Of the exceptions procd tells our own init script, which reloads the firewall; netifd brings the networks up, and firewall4 reloads with them.
		if (!['firewall', 'nft-offload', 'network'].includes(config)) return;
		this.cancelReload();
		this.cancelReload = this.clock.after(RELOAD_DELAY, () => this.loadFirewall());
	}

	private buildRuleset(): Ruleset | null {
		const { support, uplink = 'ethernet' } = this.scenario;
		const [firewall, network] = [this.store.read('firewall'), this.store.read('network')];
		return buildRuleset(firewall, support, aliasDevice(firewall, network, uplink));
	}

	/** Gives false where the kernel refuses the ruleset; the old one is left then. */
	private loadFirewall(): boolean {
		const ruleset = this.buildRuleset();
		if (!ruleset) return false;
		this.ruleset = ruleset;
		this.runInclude();
		return true;
	}

	/** What firewall4 does after each load, and the traffic with what is then loaded. */
	private runInclude(): void {
		if (includesExceptions(this.store.read('firewall')))
			this.program('/usr/libexec/nft-offload/exceptions', 'load');
		this.traffic.setFlowtable(
			flowtableState(this.ruleset, this.scenario.support),
			excluder(this.ruleset?.exceptions?.rules ?? [])
		);
	}

	/** What the Internet line has carried. */
	private line(): LineState {
		const { silentLine = false, uplink = 'ethernet' } = this.scenario;
		return lineState(this.traffic.carried(), silentLine, uplink);
	}

	/** Milliseconds since the last start. */
	private uptime(): number {
		return this.clock.monotonic() - this.bootedAt;
	}

	/** Milliseconds since 1970, as far as the router knows. */
	private calendar(): number {
		const { clockBack } = this.scenario;
		const stepped = clockBack !== undefined && this.uptime() >= clockBack.at;
		return this.clock.realtime() - (stepped ? clockBack.by : 0);
	}

	private tableText(): string {
		const text = tableText(this.connections());
		const { tableFault } = this.scenario;
		return tableFault ? faultyText(text, tableFault) : text;
	}

	/** Runs a program of root/ and gives its exit status. */
	private program(path: string, ...args: string[]): number {
		const options = { host: this.host, args, searchPath: [PATHS.ucode] };
		return runProgram(join(PATHS.root, path), options).code;
	}

	/** Files that are written to /etc/config are kept elsewhere. */
	private writeConfig(path: string, content: Uint8Array): boolean {
		if (dirname(path) !== '/etc/config') return false;
		this.store.writeText(basename(path), Buffer.from(content).toString('utf8'));
		return true;
	}

	private firmwareFiles(): Record<string, Content> {
		const { support, uplink = 'ethernet', extras = {}, files: differing = {} } = this.scenario;
		const files: Record<string, Content> = systemFiles(support, uplink, this.firmware, {
			bootId: () => this.bootId,
			count: () => this.connections().length,
			table: () => this.tableText(),
			netDev: () => netDevText(this.traffic.carried(), this.line(), uplink),
			netstat: () => netstatText(this.traffic.carried()),
			stat: () => statText(this.traffic.carried(), this.uptime(), this.scenario.slowness ?? 1),
		});
		Object.assign(
			files,
			extraFiles(extras),
			lineFiles(LINE, () => this.line()),
			uplink === 'ds-lite' ? lineFiles('ds-wan6_4', () => this.line().inside) : {}
		);
		for (const name of this.store.names())
			files[`/etc/config/${name}`] = () => this.store.readText(name) ?? '';
		for (const [path, content] of Object.entries(differing)) {
			if (content === null) delete files[path];
			else files[path] = content;
		}
		return files;
	}

	private makeHost(): Host {
		const {
			support,
			netlinkError = null,
			netlinkFault = null,
			ubusError = null,
			uplink = 'ethernet',
			nftFault = null,
			extras = {},
		} = this.scenario;
		return routerHost({
			now: (monotonic) => (monotonic ? this.uptime() : this.calendar()),
			advance: (milliseconds) => this.clock.advance(milliseconds),
			files: this.files,
			daemons: this.daemons,
			guard: this.guard,
			support,
			firewall: () => this.store.read('firewall'),
			network: () => this.store.read('network'),
			ruleset: () => this.ruleset,
			setRuleset: (ruleset) => {
				this.ruleset = ruleset;
			},
			probe: this.probe,
			entries: () => this.connections(),
			forgetOffloaded: () => this.traffic.forgetOffloaded(),
			configChanged: (config) => this.configChanged(config),
			loadFirewall: () => this.loadFirewall(),
			netlinkError,
			netlinkFault,
			ubusError,
			uplink,
			nftFault,
			extras,
		});
	}
}
