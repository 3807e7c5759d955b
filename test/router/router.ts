/** The emulated router itself, without its web server: configuration, kernel state, traffic, ubus. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findSection, parseConfig, printConfig } from '../../tools/uci/parse.ts';
import type { Clock } from './clock.ts';
import { crowd } from './flows/crowd.ts';
import type { Entry } from './flows/entry.ts';
import { readDump } from './flows/netlink.ts';
import { tableText } from './flows/text.ts';
import { Traffic } from './flows/traffic.ts';
import { netDevText, statText } from './kernel/activity.ts';
import { type Content, VirtualFiles } from './kernel/files.ts';
import { buildRuleset, flowtableState, type Ruleset } from './kernel/firewall.ts';
import { routerHost } from './kernel/host.ts';
import { systemFiles } from './kernel/system-files.ts';
import { PATHS } from './paths.ts';
import { readAclFiles } from './rpc/acl.ts';
import type { Bus } from './rpc/jsonrpc.ts';
import { pluginObject } from './rpc/plugin-object.ts';
import { sessionObject } from './rpc/session-object.ts';
import { Sessions } from './rpc/sessions.ts';
import { stockObjects } from './rpc/stock-objects.ts';
import type { UbusObject } from './rpc/ubus.ts';
import { uciObject } from './rpc/uci-object.ts';
import { SCENARIOS, type Scenario, type ScenarioName } from './scenarios.ts';
import { ApplyGuard } from './uci/apply.ts';
import { ConfigStore } from './uci/store.ts';

/** Milliseconds between the writing of a config and the new ruleset in the kernel. */
const RELOAD_DELAY = 1000;

/** Configs of other packages that LuCI's client asks for. */
const OTHER_CONFIGS = {
	luci: "config core 'main'\n\toption lang 'auto'\n\toption pollinterval '5'\n",
	system: "config system\n\toption hostname 'OpenWrt'\n",
	wireless: "config wifi-iface 'home'\n\toption ssid 'Annas WiFi'\n\toption key 'not-for-anybody'\n",
	dhcp: "config host\n\toption name 'Media-Server'\n\toption ip '192.168.1.100'\n",
};

export class EmulatedRouter {
	readonly bus: Bus;
	readonly guard: ApplyGuard;
	readonly store: ConfigStore;
	readonly scenario: Scenario;
	private readonly folder = mkdtempSync(join(tmpdir(), 'emulated-router-'));
	private readonly traffic: Traffic;
	private readonly idle: Entry[];
	private ruleset: Ruleset | null;

	constructor(
		readonly name: ScenarioName,
		private readonly clock: Clock,
		sessionSeconds: number
	) {
		this.scenario = SCENARIOS[name];
		this.store = new ConfigStore(join(this.folder, 'etc/config'));
		this.writeConfigs();
		this.traffic = this.startTraffic();
		this.idle = crowd(this.scenario.crowd ?? 0);
		this.ruleset = this.startRuleset();
		this.traffic.assumeFlowtable(flowtableState(this.ruleset, this.scenario.support));

		const { loginSeconds } = this.scenario;
		const acls = readAclFiles(PATHS.acls);
		const sessions = new Sessions(clock, acls, loginSeconds ?? sessionSeconds, loginSeconds !== undefined);
		sessions.onDestroy((id) => this.store.dropSession(id));
		this.guard = new ApplyGuard(this.store, sessions, clock, (config) => this.configChanged(config));
		sessions.pendingSession = () => this.guard.pendingSession;
		this.bus = { sessions, objects: this.objects(sessions) };
	}

	/** The conntrack table as it is now. */
	connections(): Entry[] {
		return [...this.idle, ...this.traffic.entries()];
	}

	/** Removes the temporary folder. */
	dispose(): void {
		rmSync(this.folder, { recursive: true, force: true });
	}

	private objects(sessions: Sessions): Record<string, UbusObject> {
		const fault = this.scenario.pluginFault ?? null;
		const plugin = pluginObject({
			path: join(PATHS.plugins, 'luci.nft-offload'),
			searchPath: [PATHS.ucode],
			host: this.host(),
			clock: this.clock,
			fault,
		});
		return {
			...stockObjects(() => this.scenario.support.module),
			session: sessionObject(sessions),
			uci: uciObject(this.store, this.guard),
			...(fault === 'missing' ? {} : { 'luci.nft-offload': plugin }),
		};
	}

	private writeConfigs(): void {
		const firewall = parseConfig(
			'firewall',
			readFileSync(join(PATHS.recordings, 'openwrt/off.uci-firewall'), 'utf8')
		);
		const defaults = findSection(firewall, '@defaults[0]')!;
		for (const [option, value] of Object.entries(this.scenario.options)) defaults.options.set(option, value);
		this.store.writeText('firewall', printConfig(firewall));
		const network = parseConfig('network', readFileSync(join(PATHS.data, 'network.uci'), 'utf8'));
		this.store.writeText('network', printConfig(network));
		for (const [name, text] of Object.entries(OTHER_CONFIGS)) this.store.writeText(name, text);
	}

	private startTraffic(): Traffic {
		const { recording, openings, recordedSending } = this.scenario;
		const recorded = readDump(readFileSync(join(PATHS.recordings, `${recording}.ctnetlink.bin`)));
		return new Traffic(this.clock, { recorded, openings, recordedSending, seed: 1 });
	}

	private startRuleset(): Ruleset | null {
		const { loaded, support } = this.scenario;
		if (!loaded) return null;
		if (loaded === 'before_options') return { flowtable: null };
		return buildRuleset(this.store.read('firewall'), support);
	}

	/** procd hears of it and, a moment later, firewall4 has loaded the new ruleset; one that is refused leaves the old one. */
	private configChanged(config: string): void {
		if (config !== 'firewall') return;
		this.clock.after(RELOAD_DELAY, () => {
			const { support } = this.scenario;
			const ruleset = buildRuleset(this.store.read('firewall'), support);
			if (!ruleset) return;
			this.ruleset = ruleset;
			this.traffic.setFlowtable(flowtableState(ruleset, support));
		});
	}

	private host() {
		const { support, files: differing = {}, netlinkError = null, nftFault = null } = this.scenario;
		const entries = () => this.connections();
		const files: Record<string, Content> = systemFiles(support, {
			count: () => entries().length,
			table: () => tableText(entries()),
			netDev: () => netDevText(this.traffic.carried()),
			stat: () => statText(this.traffic.carried(), this.clock.monotonic()),
		});
		for (const name of this.store.names())
			files[`/etc/config/${name}`] = () => this.store.readText(name) ?? '';
		for (const [path, content] of Object.entries(differing)) {
			if (content === null) delete files[path];
			else files[path] = content;
		}
		return routerHost({
			clock: this.clock,
			files: new VirtualFiles(files),
			ruleset: () => this.ruleset,
			entries,
			netlinkError,
			nftFault,
		});
	}
}
