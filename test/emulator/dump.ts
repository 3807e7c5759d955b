import { readFileSync } from 'node:fs';
import { DUMP_FORMAT, type Dump } from '../../src/rpc/types/dump.ts';

/** Reads a file of `nft-offload dump`. Throws where it is none; what ssh leaves around it does not matter. */
export function readDump(file: string): Dump {
	const text = readFileSync(file, 'utf8');
	const dump = JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
	if (dump.format !== DUMP_FORMAT || typeof dump.replies !== 'object' || dump.replies === null)
		throw new Error(`${file} is no file of nft-offload dump`);
	return dump;
}

/** The options of the firewall as the file has them, for /etc/config/firewall. */
export function optionsOf({ replies }: Dump): Record<string, string> {
	const requested = replies.status?.ok ? replies.status.requested : null;
	if (!requested) return {};
	const { flow_offloading, flow_offloading_hw } = requested;
	return {
		...(flow_offloading && { flow_offloading: '1' }),
		...(flow_offloading_hw && { flow_offloading_hw: '1' }),
	};
}
