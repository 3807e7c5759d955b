import type { Flowtable, Status } from '../../rpc/types/index.ts';
import { listText, type Row } from './text.ts';

/** The flowtables of all tables in nft's form, and the rules of the firewall that feed one. */
export function flowtableRows({ flowtables, forward_rules, unknown }: Status): Row[] {
	const rules = forward_rules?.map(({ index, text }) => `inet fw4 forward #${index}: ${text}`);
	return [
		[_('Flowtables'), listText(flowtables?.map(flowtableText), unknown.flowtables, '; ')],
		[_('Forward rule'), listText(rules, unknown.forward_rules, '; ')],
	];
}

function flowtableText({ family, table, name, devices, hardware, counter }: Flowtable): string {
	const flags = `${hardware ? ' flags offload;' : ''}${counter ? ' counter;' : ''}`;
	return `table ${family} ${table} { flowtable ${name} { devices = { ${devices.join(', ')} };${flags} } }`;
}
