/** The menu tree of LuCI's dispatcher: our real menu file among a few stub entries, with the rights of a session applied. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PATHS } from '../paths.ts';
import type { Grants } from '../rpc/acl.ts';

export interface MenuNode {
	title?: string;
	order?: number;
	action?: { type: string; path?: string };
	depends?: { acl?: string[] };
	satisfied?: boolean;
	readonly?: boolean;
	children?: Record<string, MenuNode>;
}

/** Neighbours of our page. `stub` pages only say that they are not emulated. */
const STUBS: Record<string, MenuNode> = {
	admin: { title: 'Administration', order: 10, action: { type: 'firstchild' } },
	'admin/status': { title: 'Status', order: 10, action: { type: 'firstchild' } },
	'admin/status/overview': { title: 'Overview', order: 1, action: { type: 'stub' } },
	'admin/network': { title: 'Network', order: 50, action: { type: 'firstchild' } },
	'admin/network/network': { title: 'Interfaces', order: 10, action: { type: 'stub' } },
	'admin/network/firewall': {
		title: 'Firewall',
		order: 60,
		action: { type: 'stub' },
		depends: { acl: ['luci-app-firewall'] },
	},
	'admin/logout': { title: 'Log out', order: 999, action: { type: 'logout' } },
};

function menuFiles(): Record<string, MenuNode>[] {
	const names = readdirSync(PATHS.menus).filter((name) => name.endsWith('.json'));
	return names.map((name) => JSON.parse(readFileSync(join(PATHS.menus, name), 'utf8')));
}

/** The tree as this session may see it; everything hidden that needs a group it lacks. */
export function menuTree(grants: Grants): MenuNode {
	const tree: MenuNode = { action: { type: 'firstchild' }, satisfied: true };
	for (const file of [STUBS, ...menuFiles()])
		for (const [path, spec] of Object.entries(file)) Object.assign(nodeAt(tree, path), spec);
	applyRights(tree, grants);
	return tree;
}

function nodeAt(tree: MenuNode, path: string): MenuNode {
	let node = tree;
	for (const name of path.split('/')) {
		node.children ??= {};
		node.children[name] ??= { satisfied: true };
		node = node.children[name];
	}
	return node;
}

/** All groups must be held; where none of them may be written the node is read-only. */
function applyRights(node: MenuNode, grants: Grants): void {
	const groups = node.depends?.acl ?? [];
	const held = (level: string) => (group: string) => grants.allows('access-group', group, level);
	if (!groups.every((group) => held('read')(group) || held('write')(group))) node.satisfied = false;
	else if (groups.length && !groups.some(held('write'))) node.readonly = true;
	for (const child of Object.values(node.children ?? {})) applyRights(child, grants);
}

/** The children that a menu shows, in its order. */
export function visibleChildren(node: MenuNode | undefined): Array<[string, MenuNode]> {
	return Object.entries(node?.children ?? {})
		.filter(([, child]) => child.satisfied && child.title)
		.sort(([, a], [, b]) => (a.order ?? 1000) - (b.order ?? 1000));
}

export interface Page {
	path: string[];
	node: MenuNode;
}

/** The page that a path leads to, through `firstchild` entries; null where there is none, or none for this session. */
export function findPage(tree: MenuNode, path: string[]): Page | null {
	let node = tree;
	for (const name of path) {
		const child = node.children?.[name];
		if (!child?.satisfied) return null;
		node = child;
	}
	if (node.action?.type !== 'firstchild') return { path, node };
	for (const [name, child] of visibleChildren(node)) {
		const page = child.action?.type === 'logout' ? null : findPage(tree, [...path, name]);
		if (page) return page;
	}
	return null;
}
