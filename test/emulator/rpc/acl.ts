/**
 * Access control as rpcd does it: groups in acl.d files, granted to logins by name patterns, turned into (scope, object,
 * function) permissions of a session. https://openwrt.org/docs/techref/rpcd#acls
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Scope = Record<string, string[]> | string[];
type Permissions = Record<string, Scope>;

/** The content of an acl.d file: group -> read and write -> scope -> objects. */
export type AclFile = Record<
	string,
	{ description?: string; read?: Permissions; write?: Permissions } | undefined
>;

/** What luci-base, rpcd and luci-app-firewall grant on every router, as far as our pages meet it. */
const STOCK: AclFile = {
	unauthenticated: {
		read: { ubus: { session: ['access', 'login'], luci: ['getFeatures'] } },
	},
	'luci-base': {
		read: { ubus: { file: ['list'], uci: ['changes', 'get'] }, uci: ['system', 'luci'] },
		write: { ubus: { uci: ['add', 'apply', 'confirm', 'delete', 'order', 'rename', 'set'] } },
	},
	'luci-app-firewall': {
		read: { ubus: { luci: ['getConntrackHelpers'] }, uci: ['firewall'] },
		write: { uci: ['firewall'] },
	},
	'luci-app-package-manager': { read: { ubus: { luci: ['getMountPoints'] } } },
	'luci-mod-network-config': { read: { uci: ['dhcp', 'network', 'wireless'] } },
	'luci-mod-system-init': { read: { ubus: { rc: ['list'] } } },
	'luci-base-network-status': { read: { uci: ['luci', 'network', 'wireless'] } },
};

/** The stock groups and every file of `folder` (our root/usr/share/rpcd/acl.d). */
export function readAclFiles(folder: string): AclFile[] {
	const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
	return [STOCK, ...names.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')))];
}

/** Which groups a user holds: the `list read` and `list write` of its section in /etc/config/rpcd. */
export interface Rights {
	read: string[];
	write: string[];
}

/** fnmatch(3) as far as ACLs use it: `*`, `?` and plain text. */
function matches(pattern: string, text: string): boolean {
	const source = pattern
		.replace(/[.+^${}()|[\]\\]/g, '\\$&')
		.replaceAll('*', '.*')
		.replaceAll('?', '.');
	return new RegExp(`^${source}$`, 's').test(text);
}

/** The permissions of one session. */
export class Grants {
	/** scope -> object pattern -> function patterns, the shape of `session access` without arguments. */
	readonly scopes: Record<string, Record<string, string[]>> = {};

	/** Adds what `files` give to `rights`. Holding a group for writing implies its read part. */
	constructor(files: AclFile[], rights: Rights) {
		for (const file of files) {
			for (const [group, permissions] of Object.entries(file)) {
				const write = rights.write.some((pattern) => matches(pattern, group));
				const read = write || rights.read.some((pattern) => matches(pattern, group));
				if (read) this.addGroup(group, 'read', permissions?.read);
				if (write) this.addGroup(group, 'write', permissions?.write);
			}
		}
	}

	/** Whether `function` of `object` is granted in `scope`. */
	allows(scope: string, object: string, method: string): boolean {
		return Object.entries(this.scopes[scope] ?? {}).some(
			([pattern, functions]) =>
				matches(pattern, object) && functions.some((allowed) => matches(allowed, method))
		);
	}

	private addGroup(group: string, level: 'read' | 'write', permissions: Permissions | undefined): void {
		for (const [scope, objects] of Object.entries(permissions ?? {})) {
			if (Array.isArray(objects)) {
				for (const object of objects) this.add(scope, object, level);
			} else {
				for (const [object, functions] of Object.entries(objects))
					for (const method of functions) this.add(scope, object, method);
			}
			// A group without any scope is not granted at all.
			this.add('access-group', group, level);
		}
	}

	private add(scope: string, object: string, method: string): void {
		this.scopes[scope] ??= {};
		this.scopes[scope][object] ??= [];
		const functions = this.scopes[scope][object];
		if (!functions.includes(method)) functions.push(method);
	}
}
