import { textOfUnicode } from '../bytes.ts';
import { decodeJson } from '../format.ts';
import { HostError } from '../host.ts';
import type { Run } from '../load.ts';

/** Status codes of ubus (libubox, ubusmsg.h). */
const STATUS: Record<string, number> = { ENOENT: 4, EACCES: 6, ETIMEDOUT: 7 };
const UNKNOWN_ERROR = 9;

/** ucode's `ubus`, as far as the backend uses it: a connection that calls. */
export function ubusModule(run: Run): Record<string, unknown> {
	let lastStatus: number | null = null;

	function call(object: string, method: string, args: object): unknown {
		try {
			const reply = run.host.ubus?.(object, method, args) ?? null;
			// Texts become bytes, as everywhere in ucode.
			return decodeJson(textOfUnicode(JSON.stringify(reply)));
		} catch (error) {
			if (!(error instanceof HostError)) throw error;
			lastStatus = STATUS[error.code] ?? UNKNOWN_ERROR;
			return null;
		}
	}

	return {
		connect: () => {
			if (run.host.ubus) return { call };
			lastStatus = UNKNOWN_ERROR;
			return null;
		},
		error: () => {
			const status = lastStatus;
			lastStatus = null;
			return status;
		},
	};
}
