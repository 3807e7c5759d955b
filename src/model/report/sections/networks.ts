import type { Repair, Zone, ZoneNetwork } from '../../../rpc/types/index.ts';
import * as model from '../../index.ts';
import type { Source } from '../source.ts';
import { type Content, listed } from './content.ts';

/** Zones with their networks and devices, and whether a flowtable covers them. */
export function networks({ replies: { status } }: Source): Content {
	if (!status) return {};
	const { zones, forwardings, repairs, unknown } = status;
	const { rows, lines } = listed(_('Zones'), zones?.flatMap(zoneLines), unknown.zones);
	const allowed = forwardings?.map(({ src, dest }) => `${src} > ${dest}`);
	return {
		rows: [...rows, [_('Forwardings'), model.listText(allowed, unknown.forwardings)]],
		lines: [...lines, ...(repairs ?? []).map(repairLine)],
	};
}

function zoneLines({ name, masq, networks }: Zone): string[] {
	const head = `zone ${name}${masq ? ' masq' : ''}`;
	return networks.length > 0 ? networks.map((network) => `${head}: ${networkText(network)}`) : [head];
}

function repairLine({ network, zone, device, alias, state, reason }: Repair): string {
	const found = reason ? `${state} (${reason})` : state;
	const words = [`repair of ${network}: ${found}`, `alias ${alias}`];
	return [...words, `zone ${zone ?? '-'}`, `l3_device ${device ?? '-'}`].join(', ');
}

/** In the words of the configuration, which helpers of every language know. */
function networkText(network: ZoneNetwork): string {
	const { name, up, proto, device, l3_device, lower_devices, default_route, covered } = network;
	const words = [
		`network ${name}`,
		up ? 'up' : 'down',
		`proto ${proto ?? '?'}`,
		`device ${device ?? '-'}`,
		l3_device !== device && `l3_device ${l3_device ?? '-'}`,
		lower_devices.length > 0 && `lower ${lower_devices.join(' ')}`,
		default_route && 'default route',
		covered === null ? 'covered ?' : covered ? 'covered' : 'NOT covered',
	];
	return words.filter(Boolean).join(', ');
}
