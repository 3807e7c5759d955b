import type { ExceptionList } from '../../rpc/types/index.ts';

export function hasExceptions({ devices, networks, ports, first_packets }: ExceptionList): boolean {
	return devices.length + networks.length + ports.length > 0 || first_packets > 0;
}
