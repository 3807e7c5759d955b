/** What has changed since offloading last worked: the backend and the page give the same answer. */
import '../../model/luci-globals.ts';
import fc from 'fast-check';
import QUnit from 'qunit';
import { percentText } from '../../../../src/model/index.ts';
import { directionShare } from '../../../../src/model/measurement.ts';
import { recall as recallOnPage } from '../../../../src/model/memory.ts';
import type { Status, StoredResult } from '../../../../src/rpc/types/index.ts';
import type { Change } from '../../../../src/rpc/types/summary.ts';
import { loadModule } from '../../../../tools/ucode/load.ts';
import { CASES, NEW_SYSTEM, OLD, result, router, SAME_SYSTEM } from '../../model/memory-cases.ts';
import { FLOWTABLE, LAN, networkWith, WAN } from '../../model/status-facts.ts';
import { hostWith, SEARCH_PATH } from '../support/host.ts';

interface Recalled {
	good: StoredResult | null;
	changes: Change[];
	bad: StoredResult | null;
}

const load = <T>(name: string) =>
	loadModule<T>(`nft-offload.${name}`, { host: hostWith({}), searchPath: SEARCH_PATH });
const { recall } = load<{ recall(status: Status, results: StoredResult[]): Recalled }>('measurement.recall');
const { change_words } = load<{ change_words(change: Change): string }>('commands.words');
const { bypassed_percent, ENOUGH_DIRECTION_BYTES } = load<{
	bypassed_percent(bytes: object, least?: number): number | null;
	ENOUGH_DIRECTION_BYTES: number;
}>('measurement.recall');

/** The ids of the page's findings. */
const IDS: Record<Change['id'], string> = {
	release: 'firmware-changed',
	kernel: 'kernel-changed',
	firewall4: 'firewall-changed',
	devices: 'device-missing',
	line: 'uplink-changed',
};

/** What the page says, and what it would say of what the backend finds. */
function both(status: Status, results: StoredResult[]) {
	const found = recallOnPage(status, results);
	const { good, changes } = recall(status, results);
	const [first] = changes;
	const page = found && { id: found.id, share: /[(,] ?(\d+ %)\)\./.exec(found.text)?.[1] };
	const backend = first && {
		id: IDS[first.id],
		share: `${good ? bypassed_percent(good) : null} %`,
	};
	return {
		page: { ...page, words: found?.text.replace(/^.*?%\)\. /, '') ?? '' },
		backend: { ...backend, words: changes.map(change_words).join(' ') },
	};
}

QUnit.module('backend > recall', () => {
	for (const [name, changes, results, said] of CASES)
		QUnit.test(`as the page: ${name}`, (assert) => {
			const { page, backend } = both(router(changes), results);
			assert.deepEqual(backend, page);
			assert.strictEqual(backend.words !== '', said !== null);
		});

	const versions = fc.constantFrom(null, 'OpenWrt 24.10.2 r1-a', 'OpenWrt 25.12.0 r2-b');
	const devices = fc.option(fc.subarray(['br-lan', 'wan', 'wlan0', 'wlan1']));
	const protocols = fc.array(fc.constantFrom(null, 'dhcp', 'dhcp', 'pppoe', 'qmi'), { maxLength: 5 });
	const modes = fc.constantFrom('off', 'software', 'software', 'hardware') as fc.Arbitrary<
		StoredResult['mode']
	>;
	const results = fc.array(
		fc
			.record({
				mode: modes,
				slow: fc.constantFrom(0, 2e6, 50e6, 51e6, 100e6, 120e6),
				total: fc.constantFrom(100e6, 100e6, 100e6, 19_999_999),
				release: versions,
				kernel: versions,
				firewall4: versions,
				devices,
				line: fc.option(protocols.map((all) => all.map((proto, at) => ({ device: `wan${at}`, proto })))),
			})
			.map(({ mode, slow, total, ...environment }) =>
				result(environment, { mode, slow_bytes: slow, total_bytes: total })
			),
		{ maxLength: 5 }
	);
	const statuses = fc
		.record({
			enabled: fc.constantFrom(null, 'off', 'software', 'software', 'hardware'),
			hardware: fc.boolean(),
			devices: fc.option(devices),
			release: versions,
			kernel: versions,
			firewall4_version: versions,
			protocols: fc.option(protocols),
			truncated: fc.constantFrom(null, null, null, 'flowtables', 'zones'),
		})
		.map(({ enabled, hardware, devices: held, protocols: lines, truncated, ...system }) =>
			router({
				requested: enabled && {
					flow_offloading: enabled !== 'off',
					flow_offloading_hw: enabled === 'hardware',
				},
				flowtables: held && [{ ...FLOWTABLE, hardware, devices: held }],
				system: { ...SAME_SYSTEM, ...system },
				zones: lines && [
					LAN,
					{
						...WAN,
						networks: lines.map((proto, at) => networkWith(`wan${at}`, { proto, default_route: true })),
					},
				],
				paths: [],
				unknown: truncated ? { [truncated]: { code: 'truncated', text: '1' } } : {},
			} as Partial<Status>)
		);

	QUnit.test('as the page: any router with any results', (assert) => {
		let changed = 0;
		const check = fc.property(statuses, results, (status, kept) => {
			const { page, backend } = both(status, kept);
			if (page.words !== '') changed++;
			return JSON.stringify(backend) === JSON.stringify(page);
		});
		fc.assert(check, { numRuns: 2000 });
		assert.true(changed > 100, `${changed} of them have changed`);
	});

	QUnit.test('shares in percent are those of the page', (assert) => {
		const amounts = fc.integer({ min: 0, max: 2 ** 40 });
		const check = fc.property(amounts, amounts, (total_bytes, slow_bytes) => {
			const bytes = { total_bytes, slow_bytes, own_bytes: 0 };
			const share = directionShare(bytes);
			const expected = share === null ? null : Number.parseInt(percentText(share), 10);
			return bypassed_percent(bytes, ENOUGH_DIRECTION_BYTES) === expected;
		});
		fc.assert(check, { numRuns: 2000 });
		const shares = [0, 1, 499_999, 500_000, 99_500_000, 99_999_999, 100_000_000].map((slow_bytes) =>
			bypassed_percent({ total_bytes: 100e6, slow_bytes })
		);
		assert.deepEqual(shares, [100, 99, 99, 99, 1, 1, 0]);
		assert.strictEqual(bypassed_percent({ total_bytes: 19_999_999, slow_bytes: 0 }), null);
	});

	QUnit.test(
		'when it last worked is told without any change too, and while it is off in any mode',
		(assert) => {
			const good = result();
			assert.deepEqual(recall(router(), [good]), { good, changes: [], bad: null });
			const off = { requested: { flow_offloading: false, flow_offloading_hw: false }, system: NEW_SYSTEM };
			const without = result({}, { mode: 'off', slow_bytes: 100e6 });
			assert.deepEqual(recall(router(off), [without, good]), { good, changes: [], bad: null });
		}
	);

	QUnit.test(
		'a newer result of this environment that says otherwise takes the place of changes',
		(assert) => {
			const good = result();
			const bad = result({ release: NEW_SYSTEM.release, kernel: NEW_SYSTEM.kernel }, { slow_bytes: 99e6 });
			const status = router({ system: NEW_SYSTEM });
			assert.deepEqual(recall(status, [bad, good]), { good, changes: [], bad });
			assert.deepEqual(recall(status, [bad]), { good: null, changes: [], bad });
			const before = result({ release: OLD.release }, { slow_bytes: 99e6 });
			assert.strictEqual(recall(status, [before, good]).bad, null, 'of another environment');
		}
	);
});
