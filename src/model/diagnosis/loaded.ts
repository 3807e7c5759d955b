import { type Finding, finding, firstOf, type Help } from '../finding.ts';
import { firewallFlowtable, foreignOffloader, loadedMode } from '../mode.ts';
import type { Known } from './evidence.ts';

/** Check 2: why the kernel does not have the flowtable and a rule that adds to it; null where it has, or another program has. */
export function judgeLoaded(evidence: Known): Finding | null {
	const { status } = evidence;
	if (loadedMode(status) !== 'off' || foreignOffloader(status) !== null) return null;
	return firstOf(evidence, [judgeModule, judgeFirewall, judgeRule, judgeRejected]);
}

function judgeModule({ status }: Known): Finding | null {
	if (status.module !== 'missing') return null;
	return finding(
		'module-missing',
		'danger',
		_('The kernel module for flow offloading is missing. Install the package kmod-nft-offload.'),
		installHelp(status.system.package_manager)
	);
}

/** The Software page of LuCI filtered for the package, and the command for the router's own package manager. */
export function installHelp(manager: 'opkg' | 'apk' | null): Help {
	const commands = {
		apk: 'apk update && apk add kmod-nft-offload',
		opkg: 'opkg update && opkg install kmod-nft-offload',
	};
	const page = {
		kind: 'page',
		label: _('Open the Software page'),
		path: 'admin/system/package-manager',
		query: 'query=kmod-nft-offload',
	} as const;
	return manager ? { ...page, command: commands[manager] } : page;
}

function judgeFirewall({ status }: Known): Finding | null {
	if (status.firewall_loaded !== false) return null;
	return finding(
		'firewall-stopped',
		'danger',
		_('The firewall is not running, so nothing can be offloaded.'),
		{ kind: 'load', label: _('Start the firewall'), command: 'service firewall start' }
	);
}

function judgeRule({ status }: Known): Finding | null {
	if (!firewallFlowtable(status.flowtables ?? [])) return null;
	return finding(
		'rule-missing',
		'danger',
		_('The flowtable is loaded, but no forward rule adds connections to it.'),
		reload()
	);
}

function judgeRejected(): Finding {
	return finding(
		'rejected',
		'danger',
		_(
			'The firewall has not loaded this setting: it has not been reloaded since, or the kernel rejected its rules.'
		),
		reload()
	);
}

/** Lets firewall4 load its rules again, which lists the devices that are there now. */
export function reload(): Help {
	return { kind: 'load', label: _('Reload the firewall'), command: 'service firewall reload' };
}
