/** Makes conntrack dumps for property tests: well-formed ones out of recorded entries, and damaged ones out of those. */
import fc from 'fast-check';
import { RECORDED } from './expected.ts';
import {
	concat,
	done,
	entriesOf,
	NLM_F_DUMP_INTR,
	recorded,
	refusal,
	withBytes,
	withoutAttributes,
	withPad,
	withStatus,
} from './kernel.ts';

const ENTRIES = Object.keys(RECORDED).flatMap((name) => entriesOf(recorded(`${name}.ctnetlink.bin`)));

const word = fc.nat({ max: 0xffffffff });
const counter = fc.oneof(
	fc.constantFrom(0n, 0xffffffffn, 0x100000000n, 2n ** 53n - 1n, 2n ** 53n, 2n ** 63n, 2n ** 64n - 1n),
	fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })
);

/** An attribute that no reader has asked for: zones (18), labels (22), unknown and nested ones, of any content. */
const extra = fc.record({
	type: fc.constantFrom(8, 18, 22, 99, 0x1fff, 0x8000 | 40),
	data: fc.uint8Array({ maxLength: 12 }),
});

/** An entry as a kernel may send it. */
const entry = fc
	.record({
		at: fc.nat(ENTRIES.length - 1),
		status: fc.constantFrom(null, 0x400e, 0x800e, 0xc00e, 0xe, 0xffffffff),
		counters: fc.constantFrom('recorded', 'chosen', 'chosen', 'none', 'one'),
		sent: counter,
		received: counter,
		pads: fc.constantFrom<number[]>([], [], [9], [10], [9, 10]),
		extra: fc.option(extra, { freq: 3 }),
	})
	.map((made) => {
		let bytes = ENTRIES[made.at]!;
		const { status } = made;
		if (status !== null) bytes = withStatus(bytes, () => status);
		if (made.counters === 'chosen') bytes = withBytes(bytes, made.sent, made.received);
		for (const direction of made.pads) bytes = withPad(bytes, direction);
		if (made.counters === 'none') bytes = withoutAttributes(bytes, 9, 10);
		if (made.counters === 'one') bytes = withoutAttributes(bytes, 10);
		return made.extra ? withExtra(bytes, made.extra) : bytes;
	});

/** With one more attribute at its end. */
export function withExtra(bytes: Uint8Array, { type, data }: { type: number; data: Uint8Array }): Uint8Array {
	const added = new Uint8Array(4 + ((data.length + 3) & ~3));
	const header = new DataView(added.buffer);
	// Contents of nested attributes are attributes too.
	const size = type >= 0x8000 ? 4 : 4 + data.length;
	header.setUint16(0, size, true);
	header.setUint16(2, type, true);
	if (type < 0x8000) added.set(data, 4);
	const longer = concat(bytes, added.subarray(0, (size + 3) & ~3));
	new DataView(longer.buffer).setUint32(0, longer.length, true);
	return longer;
}

function interruptedBy(bytes: Uint8Array): Uint8Array {
	const changed = bytes.slice();
	changed[6]! |= NLM_F_DUMP_INTR;
	return changed;
}

/** The end of a dump: mostly well, refused, interrupted, or none at all. */
const end = fc.constantFrom(
	done(),
	done(),
	done(),
	done(),
	done(0, NLM_F_DUMP_INTR),
	done(-4),
	refusal(-1),
	refusal(0),
	new Uint8Array()
);

/** Datagrams of a dump whose messages are all whole. */
export const wellFormed = fc
	.record({ entries: fc.array(entry, { minLength: 1, maxLength: 4 }), cut: fc.nat(5), end, intr: fc.nat(40) })
	.map(({ entries, cut, end, intr }) => {
		const messages = entries.map((bytes, at) => (at === intr ? interruptedBy(bytes) : bytes));
		const parts = [messages.slice(0, cut), [...messages.slice(cut), end]].map((list) => concat(...list));
		return parts.filter((part) => part.length > 0);
	});

/** Dumps in which entries of one kind come in rows, as they do on routers with thousands of connections. */
export const inRows = fc
	.record({
		rows: fc.array(fc.tuple(entry, fc.integer({ min: 1, max: 30 })), { minLength: 1, maxLength: 4 }),
		end,
	})
	.map(({ rows, end }) => {
		const messages = rows.flatMap(([bytes, times]) => Array.from({ length: times }, () => bytes));
		return [concat(...messages), end].filter((part) => part.length > 0);
	});

const damage = fc.record({
	datagram: fc.nat(1),
	at: word,
	how: fc.constantFrom('flip', 'set', 'set16', 'set16', 'cut', 'insert', 'remove', 'repeat'),
	value: fc.oneof(fc.nat(0xffff), fc.constantFrom(0, 1, 3, 4, 5, 8, 0x4000, 0x8000, 0xffff)),
});

/** What damages a dump; `applyDamage` does it. */
export const damages = fc.array(damage, { minLength: 1, maxLength: 3 });

type Damage = typeof damages extends fc.Arbitrary<(infer One)[]> ? One : never;

/** Damages the datagrams as told. */
export function applyDamage(datagrams: Uint8Array[], list: Damage[]): Uint8Array[] {
	const result = [...datagrams];
	for (const one of list) {
		if (result.length === 0) break;
		const which = one.datagram % result.length;
		result[which] = damaged(result[which]!, one);
	}
	return result;
}

function damaged(bytes: Uint8Array, { at: anywhere, how, value }: Damage): Uint8Array {
	const at = anywhere % (bytes.length + 1);
	const [before, after] = [bytes.slice(0, at), bytes.slice(at)];
	if (how === 'cut') return before;
	if (how === 'insert') return concat(before, Uint8Array.of(value & 0xff), after);
	if (how === 'remove') return concat(before, after.subarray(1 + (value % 4)));
	if (how === 'repeat') return concat(before, after, after);
	const changed = bytes.slice();
	if (how === 'flip' && at < changed.length) changed[at]! ^= 1 << (value % 8);
	if (how === 'set' && at < changed.length) changed[at] = value & 0xff;
	const even = at & ~1;
	if (how === 'set16' && even + 2 <= changed.length)
		new DataView(changed.buffer).setUint16(even, value, true);
	return changed;
}
