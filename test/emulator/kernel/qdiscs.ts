/** Queueing disciplines as rtnetlink sends them (Linux net/sched/sch_api.c, tc_fill_qdisc), as far as their kinds go, and SQM's filter. */
import { redirectFilter } from './tc-filter.ts';

const RTM_NEWQDISC = 36;
const RTM_GETQDISC = 38;
const NLMSG_ERROR = 2;
const NLMSG_DONE = 3;
const NLM_F_MULTI = 2;
const RTM_NEWTFILTER = 44;
const RTM_GETTFILTER = 46;
const EOPNOTSUPP = 95;
const TCA_KIND = 1;
const TC_H_ROOT = 0xffffffff;

/** Numbers of the devices (/sys/class/net/DEVICE/ifindex). */
export const DEVICE_NUMBERS: Record<string, number> = { lo: 1, eth0: 2, eth1: 3, 'br-lan': 4, ifb4eth1: 5 };

const USUAL: Record<string, string[]> = {
	lo: ['noqueue'],
	eth0: ['fq_codel'],
	eth1: ['fq_codel'],
	'br-lan': ['noqueue'],
};

function message(type: number, request: Buffer, content: Buffer): Buffer {
	const header = Buffer.alloc(16);
	header.writeUInt32LE(16 + content.length);
	header.writeUInt16LE(type, 4);
	header.writeUInt16LE(NLM_F_MULTI, 6);
	header.writeUInt32LE(request.readUInt32LE(8), 8);
	return Buffer.concat([header, content, Buffer.alloc(-content.length & 3)]);
}

function qdisc(request: Buffer, device: string, kind: string): Buffer {
	const name = Buffer.from(`${kind}\0`);
	const content = Buffer.alloc(24);
	content.writeInt32LE(DEVICE_NUMBERS[device]!, 4);
	content.writeUInt32LE(TC_H_ROOT, 12);
	content.writeUInt16LE(4 + name.length, 20);
	content.writeUInt16LE(TCA_KIND, 22);
	return message(RTM_NEWQDISC, request, Buffer.concat([content, name]));
}

/** Answers a request for all of them, or for the filters of one device; `changed` replaces those of its devices. */
export function answerTrafficControl(request: Buffer, changed: Record<string, string[]>): Buffer[] {
	const end = message(NLMSG_DONE, request, Buffer.alloc(4));
	if (request.readUInt16LE(4) === RTM_GETTFILTER) {
		const number = request.readInt32LE(20);
		const device = Object.keys(DEVICE_NUMBERS).find((name) => DEVICE_NUMBERS[name] === number);
		const queue = DEVICE_NUMBERS[`ifb4${device}`];
		if (!device || !queue || !changed[device]?.includes('ingress')) return [end];
		return [message(RTM_NEWTFILTER, request, redirectFilter(number, queue)), end];
	}
	if (request.readUInt16LE(4) !== RTM_GETQDISC) {
		const refusal = Buffer.alloc(4);
		refusal.writeInt32LE(-EOPNOTSUPP);
		return [message(NLMSG_ERROR, request, Buffer.concat([refusal, request.subarray(0, 16)]))];
	}
	const all = Object.entries({ ...USUAL, ...changed });
	const found = all.flatMap(([device, kinds]) => kinds.map((kind) => qdisc(request, device, kind)));
	return [Buffer.concat(found), end];
}
