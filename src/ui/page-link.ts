/** The group of rights that LuCI wants before it opens a page of its own (its files in menu.d and acl.d). */
const GROUPS = new Map([
	['admin/network/firewall', 'luci-app-firewall'],
	['admin/network/firewall/rules', 'luci-app-firewall'],
	['admin/network/network', 'luci-mod-network-config'],
	['admin/system/package-manager', 'luci-app-package-manager'],
	['admin/system/startup', 'luci-mod-system-init'],
]);

const denied = new Set<string>();

/** Learns once, before links are drawn, which pages this session may open. `mayRead` says whether it has a group. */
export async function readPageAccess(mayRead: (group: string) => Promise<boolean>): Promise<void> {
	const ask = async (group: string) => {
		if (!(await mayRead(group))) denied.add(group);
	};
	await Promise.all([...new Set(GROUPS.values())].map(ask));
}

/** A link to a page of LuCI; nothing where this session may not open it. */
export function pageLink(
	[path, query]: [path: string, query?: string | undefined],
	label: string,
	attributes: ElementAttributes = {}
): HTMLElement[] {
	if (denied.has(GROUPS.get(path) ?? '')) return [];
	return [E('a', { ...attributes, href: L.url(path) + (query ? `?${query}` : '') }, [label])];
}
