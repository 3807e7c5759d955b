/**
 * A filter of traffic control as rtnetlink sends it (Linux net/sched/cls_api.c, tcf_fill_node), with the action `mirred`: what
 * `tc filter add dev DEVICE parent ffff: protocol all u32 match u32 0 0 action mirred egress redirect dev OTHER` makes.
 */
const TCA_KIND = 1;
const TCA_OPTIONS = 2;
const TCA_ACT_KIND = 1;
const TCA_ACT_OPTIONS = 2;
const TCA_MIRRED_PARMS = 2;
const TCA_EGRESS_REDIR = 1;
const TCA_U32_SEL = 5;
const TCA_U32_ACT = 7;
const TCA_MATCHALL_ACT = 2;
const TC_ACT_STOLEN = 4;
const INGRESS = 0xffff0000;
const ETH_P_ALL = 0x0300;

export interface FilterChange {
	kind?: 'u32' | 'matchall' | 'flower';
	/** Mask of the only key of u32. */
	mask?: number;
	/** In network byte order. */
	protocol?: number;
	/** tc_mirred.eaction. */
	action?: number;
}

function attribute(type: number, ...content: Buffer[]): Buffer {
	const body = Buffer.concat(content);
	const header = Buffer.alloc(4);
	header.writeUInt16LE(4 + body.length);
	header.writeUInt16LE(type, 2);
	return Buffer.concat([header, body, Buffer.alloc(-body.length & 3)]);
}

const text = (type: number, value: string) => attribute(type, Buffer.from(`${value}\0`));

/** struct tc_u32_sel with one key. */
function selector(mask: number): Buffer {
	const bytes = Buffer.alloc(32);
	bytes[0] = 1;
	bytes[2] = 1;
	bytes.writeUInt32BE(mask, 16);
	return bytes;
}

/** struct tc_mirred. */
function mirred(action: number, to: number): Buffer {
	const bytes = Buffer.alloc(28);
	bytes.writeInt32LE(TC_ACT_STOLEN, 8);
	bytes.writeInt32LE(action, 20);
	bytes.writeUInt32LE(to, 24);
	return bytes;
}

/** What follows nlmsghdr: a filter on the ingress of a device that sends packets to another. */
export function redirectFilter(device: number, to: number, change: FilterChange = {}): Buffer {
	const { kind = 'u32', mask = 0, protocol = ETH_P_ALL, action = TCA_EGRESS_REDIR } = change;
	const head = Buffer.alloc(20);
	head.writeInt32LE(device, 4);
	head.writeUInt32LE(0x80000800, 8);
	head.writeUInt32LE(INGRESS, 12);
	head.writeUInt32LE(((10 << 16) | protocol) >>> 0, 16);
	const actions = attribute(
		1,
		text(TCA_ACT_KIND, 'mirred'),
		attribute(TCA_ACT_OPTIONS, attribute(TCA_MIRRED_PARMS, mirred(action, to)))
	);
	const place = { u32: TCA_U32_ACT, matchall: TCA_MATCHALL_ACT, flower: 3 }[kind];
	const options = [attribute(place, actions)];
	if (kind === 'u32') options.unshift(attribute(TCA_U32_SEL, selector(mask)));
	return Buffer.concat([head, text(TCA_KIND, kind), attribute(TCA_OPTIONS, ...options)]);
}
