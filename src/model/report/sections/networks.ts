import type { Zone, ZoneNetwork } from '../../../wire.ts';
import * as model from '../../index.ts';
import type { Section } from '../report.ts';
import type { Source } from '../source.ts';

/** Zones with their networks and devices, and whether a flowtable covers them. */
export function networksSection({ status }: Source): Section {
	const section = { id: 'networks', title: _('Zones and networks') };
	if (!status) return { ...section, rows: [], lines: [] };
	const { zones, forwardings, unknown } = status;
	const rows: Section['rows'] = [];
	if (!zones) rows.push([_('Zones'), model.reasonText(unknown.zones)]);
	if (!forwardings) rows.push([_('Forwardings'), model.reasonText(unknown.forwardings)]);
	else rows.push([_('Forwardings'), forwardings.map(({ src, dest }) => `${src} > ${dest}`).join(', ')]);
	return { ...section, rows, lines: (zones ?? []).flatMap(zoneLines) };
}

function zoneLines({ name, masq, networks }: Zone): string[] {
	const head = `zone ${name}${masq ? ' masq' : ''}`;
	return networks.length === 0 ? [head] : networks.map((network) => `${head}: ${networkText(network)}`);
}

/** In the words of the configuration, which helpers of every language know. */
function networkText(network: ZoneNetwork): string {
	const { name, up, proto, device, l3_device, lower_devices, default_route, covered } = network;
	const parts = [
		`network ${name}`,
		up ? 'up' : 'down',
		`proto ${proto ?? '?'}`,
		`device ${device ?? '-'}`,
		l3_device !== device ? `l3_device ${l3_device ?? '-'}` : '',
		lower_devices.length > 0 ? `lower ${lower_devices.join(' ')}` : '',
		default_route ? 'default route' : '',
		covered === null ? 'covered ?' : covered ? 'covered' : 'NOT covered',
	];
	return parts.filter(Boolean).join(', ');
}
