/** The backend as a dump file remembers it: each method answers what the file says. */
import type { Dump } from '../../../src/rpc/types/dump.ts';
import { Status, type UbusObject } from './ubus.ts';

const NOT_THERE = { ok: false, error: { code: 'unavailable', text: 'The dump file does not have it.' } };

/**
 * `plugin` with the replies of `dump`; what the file has no reply for is unavailable. Of counters and connections it has two
 * readings, of which the load is the difference: whoever asks for the status gets the first ones next, then the second.
 */
export function dumpObject(plugin: UbusObject, { replies }: Dump): UbusObject {
	const given = new Set<string>();
	const replyOf = (name: string): object => {
		if (name === 'status') given.clear();
		const before = replies[`${name}_before` as keyof Dump['replies']];
		const first = before && !given.has(name);
		given.add(name);
		return (first ? before : replies[name as keyof Dump['replies']]) ?? NOT_THERE;
	};
	return Object.fromEntries(
		Object.entries(plugin).map(([name, { args }]) => [name, { args, call: () => [Status.ok, replyOf(name)] }])
	);
}
