import { bytesOfText, textOfBytes } from '../bytes.ts';
import { HostError } from '../host.ts';
import type { Run } from '../load.ts';
import { messageOf } from './fs.ts';

const AF_NETLINK = 16;
const POLLIN = 1;
const REFUSED = ['EPROTONOSUPPORT', 'EAFNOSUPPORT', 'EPERM', 'EACCES'];

/** Error numbers of Linux on x86 and arm (MIPS has others from 35 on), for `strerror` of what netlink reports. */
const ERRNO: Record<number, string> = {
	1: 'EPERM',
	2: 'ENOENT',
	4: 'EINTR',
	5: 'EIO',
	11: 'EAGAIN',
	12: 'ENOMEM',
	13: 'EACCES',
	22: 'EINVAL',
	93: 'EPROTONOSUPPORT',
	95: 'EOPNOTSUPP',
	97: 'EAFNOSUPPORT',
	105: 'ENOBUFS',
};

/**
 * ucode's `socket`, as far as the backend uses it: netlink sockets that send one request after the other and read
 * the answers. The host answers a request at once (host.ts), so reading never waits: an answer that does not come is
 * one on which `poll` reports nothing.
 */
export function socketModule(run: Run): Record<string, unknown> {
	let lastError: string | null = null;

	function fail(call: string, code: string): null {
		lastError = `${call}(): ${messageOf(code)}`;
		return null;
	}

	function netlinkSocket(protocol: number) {
		let waiting: Uint8Array[] = [];
		let broken: string | null = null;
		return {
			send(request: string): number | null {
				try {
					waiting = [...run.host.netlink(protocol, bytesOfText(request))];
				} catch (error) {
					if (!(error instanceof HostError)) throw error;
					if (REFUSED.includes(error.code)) return fail('send', error.code);
					broken = error.code;
				}
				return request.length;
			},
			recv(size: number): string | null {
				if (broken !== null) {
					const code = broken;
					broken = null;
					return fail('recv', code);
				}
				const datagram = waiting.shift();
				return datagram ? textOfBytes(datagram).slice(0, size) : fail('recv', 'EAGAIN');
			},
			ready: () => waiting.length > 0 || (broken !== null && broken !== 'EAGAIN'),
			close: () => true,
		};
	}

	return {
		create: (domain: number, _type: number, protocol: number) => {
			if (domain !== AF_NETLINK) throw new TypeError('the loader has netlink sockets only');
			return netlinkSocket(protocol);
		},
		poll: (_timeout: number, ...sockets: { ready(): boolean }[]) =>
			sockets.map((socket) => [socket, socket.ready() ? POLLIN : 0]),
		error: () => lastError,
		strerror: (code: number) => messageOf(ERRNO[code] ?? `Unknown error ${code}`),
	};
}
