/** What lies in /etc/config when a scenario starts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findSection, parseConfig, printConfig, type UciConfig } from '../../../tools/uci/parse.ts';
import { PATHS } from '../paths.ts';
import type { Scenario } from '../scenarios.ts';
import type { Change } from './changes.ts';
import type { ConfigStore } from './store.ts';

/** Configs of other packages that LuCI's client asks for. */
const OTHER_CONFIGS = {
	luci: "config core 'main'\n\toption lang 'auto'\n\toption pollinterval '5'\n",
	system: "config system\n\toption hostname 'OpenWrt'\n",
	wireless: "config wifi-iface 'home'\n\toption ssid 'Annas WiFi'\n\toption key 'not-for-anybody'\n",
	'nft-offload': "config exceptions 'exceptions'\n",
	dhcp: "config host\n\toption name 'Media-Server'\n\toption ip '192.168.1.100'\n",
};

/** Writes the configs of a scenario; `options` are those of firewall.@defaults[0]. */
export function writeConfigs(store: ConfigStore, scenario: Scenario, options: Record<string, string>): void {
	const { globals = {}, configs = {} } = scenario.extras ?? {};
	const firewall = recorded('firewall', join(PATHS.recordings, 'openwrt/off.uci-firewall'));
	setAll(firewall, '@defaults[0]', options);
	if (scenario.uplink === 'none') forgetWan(firewall);
	const network = recorded('network', join(PATHS.data, 'network.uci'));
	setAll(network, 'globals', globals);
	for (const config of [firewall, network]) store.writeText(config.name, printConfig(config));
	for (const [name, text] of Object.entries({ ...OTHER_CONFIGS, ...configs })) store.writeText(name, text);
}

/** Saves for a login what the scenario's logins have saved and not applied. */
export function saveChanges(store: ConfigStore, { saved = {} }: Scenario, session: string): void {
	const firewall = store.read('firewall');
	const defaults = firewall && findSection(firewall, '@defaults[0]');
	if (!defaults || Object.keys(saved).length === 0) return;
	const changes = Object.entries(saved).map(
		([option, value]): Change => ['set', defaults.name, option, value]
	);
	store.save(session, 'firewall', changes);
}

function recorded(name: string, path: string): UciConfig {
	return parseConfig(name, readFileSync(path, 'utf8'));
}

function setAll(config: UciConfig, section: string, options: Record<string, string>): void {
	const { options: stored } = findSection(config, section)!;
	for (const [option, value] of Object.entries(options)) stored.set(option, value);
}

/** An access point has one zone, and so no rules and forwardings that name another one. */
function forgetWan(firewall: UciConfig): void {
	firewall.sections = firewall.sections.filter(({ options }) => ![...options.values()].includes('wan'));
}
