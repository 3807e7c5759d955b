import type { Flowtable } from '../../../wire.ts';
import * as model from '../../index.ts';
import type { Section } from '../report.ts';
import type { Source } from '../source.ts';

/** The flowtables of all tables in nft's form, and the rules of the firewall that feed one. */
export function flowtablesSection({ status }: Source): Section {
	const section = { id: 'flowtables', title: _('Flowtables and forward rules') };
	if (!status) return { ...section, rows: [], lines: [] };
	const { flowtables, forward_rules, unknown } = status;
	const rows: Section['rows'] = [];
	if (!flowtables) rows.push([_('Flowtables'), model.reasonText(unknown.flowtables)]);
	else if (flowtables.length === 0) rows.push([_('Flowtables'), _('none', 'flow offloading')]);
	if (!forward_rules) rows.push([_('Forward rule'), model.reasonText(unknown.forward_rules)]);
	else if (forward_rules.length === 0) rows.push([_('Forward rule'), _('none', 'flow offloading')]);
	const rules = (forward_rules ?? []).map(({ index, text }) => `inet fw4 forward #${index}: ${text}`);
	return { ...section, rows, lines: [...(flowtables ?? []).map(flowtableText), ...rules] };
}

function flowtableText({ family, table, name, devices, hardware, counter }: Flowtable): string {
	const flags = `${hardware ? ' flags offload;' : ''}${counter ? ' counter;' : ''}`;
	return `table ${family} ${table} { flowtable ${name} { devices = { ${devices.join(', ')} };${flags} } }`;
}
