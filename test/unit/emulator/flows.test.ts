import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import QUnit from 'qunit';
import { Clock } from '../../emulator/clock.ts';
import { type Entry, Ips, TCP, UDP } from '../../emulator/flows/entry.ts';
import { answerRequest, readDump, writeDump } from '../../emulator/flows/netlink.ts';
import { entryText, tableText } from '../../emulator/flows/text.ts';
import { Traffic, type TrafficOptions } from '../../emulator/flows/traffic.ts';
import { PATHS } from '../../emulator/paths.ts';

const { module, test } = QUnit;

const RECORDINGS = [
	'openwrt/off',
	'openwrt/sw',
	'openwrt/hw',
	'openwrt/hw-full',
	'openwrt/hw-refused',
	'conntrack/mixed',
	'conntrack/mixed6',
];

function recording(name: string): Buffer {
	return readFileSync(join(PATHS.recordings, `${name}.ctnetlink.bin`));
}

/** Lines of the text form without what changed while the two recordings were made: timeouts and counts. */
function comparable(text: string): string[] {
	const lines = text.trim().split('\n');
	return lines
		.map((line) => line.replace(/^(\S+ +\d+ \S+ +\d+) \d+ /, '$1 T ').replace(/(packets|bytes)=\d+/g, '$1=N'))
		.sort();
}

function request(status?: number, mask?: number): Buffer {
	const attribute = (type: number, value: number) => {
		const bytes = Buffer.alloc(8);
		bytes.writeUInt16LE(8);
		bytes.writeUInt16LE(type, 2);
		bytes.writeUInt32BE(value, 4);
		return bytes;
	};
	const header = Buffer.alloc(20);
	header.writeUInt16LE(0x101, 4);
	header.writeUInt16LE(0x301, 6);
	header.writeUInt32LE(77, 8);
	const filter = [
		...(status === undefined ? [] : [attribute(3, status)]),
		...(mask === undefined ? [] : [attribute(26, mask)]),
	];
	const whole = Buffer.concat([header, ...filter]);
	whole.writeUInt32LE(whole.length);
	return whole;
}

function answered(entries: Entry[], status?: number, mask?: number): number {
	return readDump(Buffer.concat(answerRequest(request(status, mask), entries))).length;
}

/** The errno of an answer that is an error. */
function errno(entries: Entry[], status?: number, mask?: number): number {
	const [datagram] = answerRequest(request(status, mask), entries);
	return datagram?.readUInt16LE(4) === 2 ? -datagram.readInt32LE(16) : 0;
}

function traffic(name: string, options: Partial<TrafficOptions> = {}) {
	const clock = new Clock(false);
	const recorded = readDump(recording(name));
	const model = new Traffic(clock, { recorded, openings: 1, seed: 7, recordedSending: 60, ...options });
	return { clock, model, offloaded: () => model.entries().filter(({ status }) => status & Ips.offload) };
}

module('emulated router: connections', () => {
	for (const name of RECORDINGS) {
		test(`${name}: a recorded dump is written as the kernel wrote it, byte for byte`, (assert) => {
			const bytes = recording(name);
			const written = Buffer.concat(
				writeDump(readDump(bytes), bytes.readUInt32LE(8), bytes.readUInt32LE(12))
			);
			assert.true(written.equals(bytes));
		});

		test(`${name}: the text form has the lines that the kernel printed`, (assert) => {
			const printed = readFileSync(join(PATHS.recordings, `${name}.nf_conntrack`), 'utf8');
			assert.deepEqual(comparable(tableText(readDump(recording(name)))), comparable(printed));
		});
	}

	test('the text form of an entry that the hardware lets go of', (assert) => {
		const entry = structuredClone(
			readDump(recording('openwrt/hw')).find(
				({ protocol, status }) => protocol === UDP && status & Ips.offload
			)!
		);
		assert.true(entryText(entry).includes(' [HW_OFFLOAD] mark='));
		assert.false(entryText(entry).includes(' [OFFLOAD]'));
		assert.true(/^ipv4 {5}2 udp {6}17 src=/.test(entryText(entry)), 'no timeout');
		entry.status &= ~Ips.offload;
		entry.timeout = 29;
		assert.true(/^ipv4 {5}2 udp {6}17 29 src=.* \[HW_OFFLOAD\] /.test(entryText(entry)), 'with a timeout');
	});

	test('the kernel’s filter: status and mask', (assert) => {
		const entries = readDump(recording('openwrt/sw'));
		assert.equal(answered(entries), 67, 'no filter');
		assert.equal(answered(entries, Ips.offload, Ips.offload), 40);
		assert.equal(answered(entries, Ips.offload), 40, 'without a mask the value is the mask');
		assert.equal(answered(entries, 0, Ips.offload), 27, 'the others');
		assert.equal(answered(entries, Ips.hardwareOffload, Ips.hardwareOffload), 0);
		assert.equal(errno(entries, undefined, Ips.offload), 22, 'a mask without a value');
		assert.equal(errno(entries, 0, 0), 22, 'a mask of nothing');
	});

	test('a recorded table goes on as it was: sending connections stay offloaded, closed ones run out', (assert) => {
		const { clock, model, offloaded } = traffic('openwrt/sw', { openings: 0 });
		model.assumeFlowtable({ counter: true, hardware: false });
		assert.equal(offloaded().length, 40);
		clock.advance(10_000);
		assert.equal(offloaded().length, 40);
		assert.equal(
			model.entries().filter(({ tcp }) => tcp?.state === 7).length,
			23,
			'TIME_WAIT is not over yet'
		);
		clock.advance(120_000);
		assert.equal(model.entries().filter(({ tcp }) => tcp?.state === 7).length, 0);
	});

	test('bytes go on while a connection is offloaded, but only with the flowtable’s counter', (assert) => {
		const carried = (counter: boolean) => {
			const { clock, model, offloaded } = traffic('openwrt/hw-refused', { openings: 0 });
			model.assumeFlowtable({ counter, hardware: false });
			const first = new Set(offloaded().map(({ id }) => id));
			const sum = () =>
				offloaded().reduce(
					(bytes, { id, counters }) => bytes + (first.has(id) ? counters.original.bytes : 0),
					0
				);
			const before = sum();
			clock.advance(5000);
			return sum() - before;
		};
		assert.equal(carried(false), 0);
		assert.true(carried(true) > 1_000_000);
	});

	test('without a flowtable nothing is offloaded; with one TCP and UDP of both families are', (assert) => {
		const { clock, model, offloaded } = traffic('openwrt/off');
		clock.advance(60_000);
		assert.equal(offloaded().length, 0);
		model.setFlowtable({ counter: true, hardware: false });
		assert.equal(offloaded().length, 0, 'not before the next packets');
		clock.advance(30_000);
		const kinds = new Set(offloaded().map(({ family, protocol }) => `${family} ${protocol}`));
		assert.deepEqual([...kinds].sort(), [`4 ${UDP}`, `4 ${TCP}`, `6 ${UDP}`, `6 ${TCP}`].sort());
	});

	test('what ends at the router itself is never offloaded', (assert) => {
		const { clock, model, offloaded } = traffic('openwrt/off');
		model.setFlowtable({ counter: true, hardware: false });
		clock.advance(60_000);
		const local = ({ original }: Entry) => original.destination === '192.168.1.1';
		assert.true(model.entries().some(local), 'there are such connections');
		assert.false(offloaded().some(local));
	});

	test('a reload empties the flowtable; connections that send are taken up again', (assert) => {
		const { clock, model, offloaded } = traffic('openwrt/sw', { openings: 0 });
		model.assumeFlowtable({ counter: true, hardware: false });
		model.setFlowtable({ counter: true, hardware: false });
		assert.equal(offloaded().length, 0);
		clock.advance(2000);
		assert.equal(offloaded().length, 40);
		model.setFlowtable(null);
		clock.advance(5000);
		assert.equal(offloaded().length, 0);
	});

	test('an idle UDP connection leaves the flowtable after 30 s and runs out when its own timeout is over', (assert) => {
		const { clock, model, offloaded } = traffic('openwrt/sw', { openings: 0, recordedSending: 1 });
		model.assumeFlowtable({ counter: true, hardware: false });
		clock.advance(25_000);
		assert.equal(offloaded().length, 40);
		clock.advance(10_000);
		assert.equal(offloaded().length, 0);
		const udp = () => model.entries().filter(({ protocol }) => protocol === UDP).length;
		assert.equal(udp(), 40, 'still tracked');
		clock.advance(140_000);
		assert.equal(udp(), 40);
		clock.advance(15_000);
		assert.equal(udp(), 0);
	});

	test('a closed TCP connection leaves at once', (assert) => {
		const { clock, model } = traffic('openwrt/off');
		model.setFlowtable({ counter: true, hardware: false });
		clock.advance(300_000);
		const closed = model.entries().filter(({ tcp }) => tcp?.state === 7);
		assert.true(closed.length > 0);
		assert.true(closed.every(({ status }) => !(status & Ips.offload)));
	});

	test('hardware: the driver takes flows after the software did, and lets them go a moment later', (assert) => {
		const { clock, model } = traffic('openwrt/off');
		model.setFlowtable({ counter: true, hardware: true });
		const bits = () => {
			const both = Ips.offload | Ips.hardwareOffload;
			const found = model.entries().map(({ status }) => status & both);
			return (wanted: number) => found.filter((status) => status === wanted).length;
		};
		clock.advance(1000);
		assert.equal(bits()(Ips.offload | Ips.hardwareOffload), 0, 'software first');
		clock.advance(1000);
		assert.true(bits()(Ips.offload | Ips.hardwareOffload) > 30);
		let alone = 0;
		for (let second = 0; second < 120; second++) {
			clock.advance(1000);
			alone += bits()(Ips.hardwareOffload);
		}
		assert.true(alone > 0, 'the hardware bit alone was seen');
	});

	test('the same seed gives the same table', (assert) => {
		const tables = [0, 1].map(() => {
			const { clock, model } = traffic('conntrack/mixed6');
			clock.advance(90_000);
			return tableText(model.entries());
		});
		assert.equal(tables[0], tables[1]);
	});
});
