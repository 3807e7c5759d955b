import type { Adder, Flowtable, Status } from '../../rpc/types/index.ts';
import { listText, type Row } from './text.ts';

/** The flowtables of all tables in nft's form, and the rules that add to one. */
export function flowtableRows({ flowtables, adders, forward_rules, unknown }: Status): Row[] {
	const routed = flowtables?.filter(({ family }) => family !== 'bridge').map(flowtableText);
	const bridged = flowtables?.filter(({ family }) => family === 'bridge').map(flowtableText) ?? [];
	const rules =
		adders?.map(adderText) ?? forward_rules?.map(({ index, text }) => `inet fw4 forward #${index}: ${text}`);
	const rows: Row[] = [[_('Flowtables'), listText(routed, unknown.flowtables, '; ')]];
	if (bridged.length > 0) rows.push([_('Flowtables for bridged traffic'), bridged.join('; ')]);
	return [...rows, [_('Forward rule'), listText(rules, unknown.adders ?? unknown.forward_rules, '; ')]];
}

function adderText({ family, table, chain, index, text, reached }: Adder): string {
	const rule = `${family} ${table} ${chain} #${index}: ${text}`;
	return reached ? rule : _('%s (never reached)').format(rule);
}

function flowtableText({ family, table, name, devices, hardware, counter }: Flowtable): string {
	const flags = `${hardware ? ' flags offload;' : ''}${counter ? ' counter;' : ''}`;
	return `table ${family} ${table} { flowtable ${name} { devices = { ${devices.join(', ')} };${flags} } }`;
}
