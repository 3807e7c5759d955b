import type { Connection, ExceptionList } from '../../rpc/types/index.ts';
import type { FindHost } from '../connections/hosts.ts';
import * as model from '../index.ts';
import { MAC, parsePorts, parsePrefix } from './words.ts';

/** Which exception a connection falls under; null: none. */
export type ExcludedBy = 'device' | 'network' | 'port';

/** As the rules of the ruleset match: each end, before and after translation. */
export function excludedBy(
	{ protocol, original, reply }: Connection,
	list: ExceptionList,
	findHost: FindHost
): ExcludedBy | null {
	const ends = [original.src, original.dst, reply.src, reply.dst];
	const isMac = (device: string) => MAC.test(device);
	const macs = new Set(list.devices.filter(isMac).map((device) => device.toUpperCase()));
	if (ends.some((address) => macs.has(findHost(address).id.toUpperCase()))) return 'device';
	const addresses = ends.flatMap((address) => model.parseAddress(address) ?? []).length > 0 ? ends : [];
	const isIn = (word: string) => {
		const prefix = parsePrefix(word);
		return addresses.some((address) => {
			const bytes = model.parseAddress(address);
			return bytes !== null && prefix !== null && model.samePrefix(bytes, prefix.bytes, prefix.bits);
		});
	};
	if (list.devices.some((device) => !isMac(device) && isIn(device))) return 'device';
	if (list.networks.some(isIn)) return 'network';
	const name = protocol === 6 ? 'tcp' : 'udp';
	const ports = [original.sport, original.dport, reply.sport, reply.dport];
	const isOn = (word: string) => {
		const range = parsePorts(word);
		if (!range || (range.protocol !== null && range.protocol !== name)) return false;
		return ports.some((port) => port !== null && port >= range.first && port <= range.last);
	};
	return list.ports.some(isOn) ? 'port' : null;
}
