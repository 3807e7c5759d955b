import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TYPES = join(ROOT, 'src/rpc/types');
const ACCESS_LIST = join(ROOT, 'root/usr/share/rpcd/acl.d/luci-app-nft-offload.json');
/** Types that no reply of the backend has. */
const ELSEWHERE = ['dump.ts', 'host-hints.ts', 'shell.ts'];
/** What every method has in common comes first. */
const FIRST = 'common.ts';

/** A method as a file of types declares it. */
interface Method {
	name: string;
	args: string;
	reply: string;
}

/** The text of docs/api.md. */
export function apiPage(): string {
	return [
		...INTRODUCTION,
		table(methods()),
		...typeFiles().flatMap((name) => [`## ${titleOf(name)}`, code(read(name))]),
	]
		.join('\n\n')
		.concat('\n');
}

/** Every method that a file of types declares, by name. */
export function methods(): Method[] {
	return ['index.ts', ...typeFiles()]
		.flatMap((name) => methodsIn(read(name)))
		.sort((a, b) => (a.name < b.name ? -1 : 1));
}

const INTRODUCTION = [
	'<!-- Generated from src/rpc/types by `npm run docs`: change the types, not this file. -->',
	'# The ubus object luci.nft-offload',
	'All that the page knows comes from this object, and programs may ask it too. On the router:',
	[
		'```sh',
		"ubus call luci.nft-offload summary | jsonfilter -e '@.exit'                  # 0: it works",
		"ubus call luci.nft-offload status | jsonfilter -e '@.requested.flow_offloading'",
		`ubus call luci.nft-offload counters '{"bytes":false}' | jsonfilter -e '@.offloaded.software.total.entries'`,
		`ubus call luci.nft-offload connections '{"limit":10}'`,
		'```',
	].join('\n'),
	'Over the network as LuCI does it, with the session of a user whose access list grants `luci-app-nft-offload`, for reading or for writing:',
	[
		'```sh',
		`curl -d '{"jsonrpc":"2.0","id":1,"method":"call","params":["00000000000000000000000000000000","session","login",{"username":"USER","password":"PASSWORD"}]}' http://ROUTER/ubus`,
		`curl -d '{"jsonrpc":"2.0","id":2,"method":"call","params":["SESSION","luci.nft-offload","counters",{"bytes":false}]}' http://ROUTER/ubus`,
		'```',
	].join('\n'),
	'`summary` gives the judgement of the page in one call, as `nft-offload status --json` ([ssh.md](ssh.md)) does:',
	[
		'```json',
		'{ "ok": true, "requested": "software", "loaded": "software", "devices": ["br-lan", "wan"], "flowtables": ["inet fw4 ft"],',
		'  "lanes": [{ "network": "lan", "device": "br-lan", "direction": "upload", "fast": true },',
		'            { "network": "wan", "device": "wan", "direction": "download", "fast": true }],',
		'  "not_covered": [], "offloaded": { "software": 1, "hardware": 0, "tracked": 6 },',
		'  "recall": { "good": { "time": 1795973028, "mode": "software", "total_bytes": 22686592, "slow_bytes": 792 }, "changes": [], "bad": null },',
		'  "conflicts": [], "line": { "devices": ["wan"], "compared": { "devices": ["wan"], "families": ["ipv4", "ipv6"] } },',
		'  "exit": 0, "unknown": { "requested": null, "loaded": null, "covered": null, "offloaded": null, "recall": null } }',
		'```',
	].join('\n'),
	'Home Assistant asks for it with the integration `rest` and two calls, one for a session and one as above; its binary sensor is `value_json.result[1].exit == 0`.' +
		' OpenWISP and other agents that run commands take the exit code of `nft-offload status`. Prometheus: [prometheus.md](prometheus.md).',
	'Every reply has `ok`. Where it is false, `error` says why; `busy` means: ask again. A value that could not be read is null, and `unknown` says' +
		' why under the name of the field.',
];

function typeFiles(): string[] {
	const names = readdirSync(TYPES).filter((name) => name !== 'index.ts' && !ELSEWHERE.includes(name));
	return [FIRST, ...names.filter((name) => name !== FIRST).sort()];
}

function read(name: string): string {
	return readFileSync(join(TYPES, name), 'utf8');
}

/** Lines such as `status: { args: Record<string, never>; reply: Status };`. */
function methodsIn(text: string): Method[] {
	return [...text.matchAll(/^\t(\w+): \{ args: (.+); reply: (.+) \};$/gm)].map(([, name, args, reply]) => ({
		name: name!,
		args: args!,
		reply: reply!,
	}));
}

function titleOf(name: string): string {
	const words = name.replace('.ts', '').replaceAll('-', ' ');
	return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The declarations, without imports. */
function code(text: string): string {
	const declarations = text.replace(/^import [^;]*;\n+/gm, '').trim();
	return `\`\`\`ts\n${declarations}\n\`\`\``;
}

function table(rows: Method[]): string {
	const { read: access } = JSON.parse(readFileSync(ACCESS_LIST, 'utf8'))['luci-app-nft-offload'];
	const readable: string[] = access.ubus['luci.nft-offload'];
	const cells = rows.map(({ name, args, reply }) => [
		`\`${name}\``,
		readable.includes(name) ? 'read' : 'write',
		args === 'Record<string, never>' ? '' : typeText(args),
		reply === 'Record<string, never>' ? '' : typeText(reply),
	]);
	const titles = ['method', 'access', 'arguments', 'reply'];
	return [titles, titles.map(() => '---'), ...cells].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function typeText(type: string): string {
	return `\`${type.replaceAll('|', '\\|')}\``;
}
