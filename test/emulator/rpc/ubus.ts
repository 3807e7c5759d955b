/** ubus: its status codes and what an object of the bus looks like here. */
import type { Session } from './sessions.ts';

/** ubus status codes (ubusmsg.h); LuCI shows them as "ubus code N". */
export const Status = {
	ok: 0,
	invalidCommand: 1,
	invalidArgument: 2,
	methodNotFound: 3,
	notFound: 4,
	noData: 5,
	permissionDenied: 6,
	timeout: 7,
	notSupported: 8,
	unknownError: 9,
} as const;

/** A status alone, or with the data of the reply. */
export type UbusResult = [status: number] | [status: number, data: object];

export type Arguments = Record<string, unknown>;

/** One method: the names and types of its arguments, and what it does. */
export interface UbusMethod {
	args: Record<string, 'string' | 'number' | 'boolean' | 'array' | 'object'>;
	call(args: Arguments, session: Session): UbusResult | Promise<UbusResult>;
}

export type UbusObject = Record<string, UbusMethod>;

/** The value of a string argument; absent and wrongly typed arguments are the same to rpcd. */
export function text(args: Arguments, name: string): string | undefined {
	const value = args[name];
	return typeof value === 'string' ? value : undefined;
}
