/**
 * An executable rpcd plugin as a ubus object: our backend, run as it ships. What rpcd makes of its output is in rpcd's
 * plugin.c: the exit code does not count, and nothing after the first JSON value.
 */
import type { Host } from '../../../tools/ucode/host.ts';
import { runProgram } from '../../../tools/ucode/load.ts';
import type { Clock } from '../clock.ts';
import { RpcError } from './jsonrpc.ts';
import { Status, type UbusMethod, type UbusObject, type UbusResult } from './ubus.ts';

/** What happens to the process of a plugin before it can answer; null where all is well. */
export type PluginFault =
	/** Ends at once with nothing printed, as after an uncaught exception or SIGSEGV. */
	| 'crash'
	/** Prints a text that is no JSON. */
	| 'garbage'
	/** Prints a JSON value that is no object. */
	| 'array'
	/** Never ends; uhttpd gives up first. */
	| 'hang'
	/** Is not there: rpcd has no such object. */
	| 'missing';

export interface Plugin {
	path: string;
	/** Folders with ucode modules. */
	searchPath: string[];
	host: Host;
	clock: Clock;
	fault: PluginFault | null;
}

/** uhttpd's script_timeout: how long it waits for ubus. */
const UHTTPD_TIMEOUT = 60_000;

const FAULT_OUTPUT: Record<Exclude<PluginFault, 'hang' | 'missing'>, string> = {
	crash: '',
	garbage: 'Segmentation fault\n',
	array: '[ 1, 2 ]',
};

/** The first complete JSON value at the start of `text`; undefined where there is none. */
function parseLeading(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// json-c stops after the value; the end is found by trying the places where an object can end.
		for (let end = text.indexOf('}'); end >= 0; end = text.indexOf('}', end + 1)) {
			try {
				return JSON.parse(text.slice(0, end + 1));
			} catch {}
		}
		return undefined;
	}
}

/** What rpcd answers for a plugin that printed `output`. */
export function replyFromOutput(output: string): UbusResult {
	if (output.trim() === '') return [Status.noData];
	const value = parseLeading(output);
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return [Status.invalidArgument];
	return [Status.ok, value];
}

function run(plugin: Plugin, args: string[], stdin: string): string {
	const { path, searchPath, host } = plugin;
	const result = runProgram(path, { host, searchPath, args, stdin });
	if (result.stderr) process.stderr.write(`${path}: ${result.stderr}\n`);
	return Buffer.from(result.stdout).toString('utf8');
}

/** One call, as rpcd and uhttpd answer it. */
function call(plugin: Plugin, method: string, stdin: string): UbusResult | Promise<UbusResult> {
	const { fault, clock } = plugin;
	if (fault === 'hang')
		return new Promise((_resolve, reject) => {
			clock.after(UHTTPD_TIMEOUT, () => reject(new RpcError('timeout')));
		});
	if (fault && fault !== 'missing') return replyFromOutput(FAULT_OUTPUT[fault]);
	return replyFromOutput(clock.hold(() => run(plugin, ['call', method], stdin)));
}

/** The names and types of a method's arguments, from the examples that `list` prints. */
function argumentTypes(examples: Record<string, unknown>): UbusMethod['args'] {
	const known = Object.entries(examples).map(([name, example]) => [
		name,
		typeof example === 'boolean' || typeof example === 'number' ? typeof example : 'string',
	]);
	return Object.fromEntries(known);
}

/** Asks the plugin for its methods, once, as rpcd does at its start. */
export function pluginObject(plugin: Plugin): UbusObject {
	const methods = JSON.parse(run(plugin, ['list'], '')) as Record<string, Record<string, unknown>>;
	const entries = Object.entries(methods).map(([method, examples]): [string, UbusMethod] => [
		method,
		{
			args: argumentTypes(examples),
			call: (args, session) =>
				call(plugin, method, JSON.stringify({ ...args, ubus_rpc_session: session.id })),
		},
	]);
	return Object.fromEntries(entries);
}
