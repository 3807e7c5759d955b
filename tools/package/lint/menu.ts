import type { PackageFile } from '../payload.ts';

/** The part of LuCI's menu.d format that is checked. */
interface MenuEntry {
	action?: { type?: string; path?: string };
	depends?: { acl?: string[] };
}

/** Menu entries whose page or access group the package does not bring: LuCI would show an error page, or no entry at all. */
export function menuFaults(files: PackageFile[]): string[] {
	const views = new Set(files.map(({ path }) => path));
	const groups = new Set(Object.keys(readTables(files, 'usr/share/rpcd/acl.d/')));
	const entries = Object.entries(readTables(files, 'usr/share/luci/menu.d/') as Record<string, MenuEntry>);
	if (entries.length === 0) return ['the package has no menu entry'];
	return entries.flatMap(([name, { action, depends }]) => {
		const view = `www/luci-static/resources/view/${action?.path}.js`;
		const unknown = (depends?.acl ?? []).filter((group) => !groups.has(group));
		return [
			...(action?.type === 'view' && !views.has(view) ? [`menu entry ${name}: ${view} is missing`] : []),
			...unknown.map((group) => `menu entry ${name}: no access list has the group ${group}`),
		];
	});
}

/** All tables of a folder as one; broken JSON is another rule's business. */
function readTables(files: PackageFile[], folder: string): Record<string, unknown> {
	const texts = files.filter(({ path }) => path.startsWith(folder));
	return Object.assign({}, ...texts.map(({ data }) => parse(Buffer.from(data).toString('utf8'))));
}

function parse(text: string): object {
	try {
		return JSON.parse(text);
	} catch {
		return {};
	}
}
