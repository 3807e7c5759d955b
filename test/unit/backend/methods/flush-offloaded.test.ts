/** The flush of offloaded connections: only they are asked for, and a kernel that keeps them is told from one that has none. */
import QUnit from 'qunit';
import type { Flushed } from '../../../../src/rpc/types/index.ts';
import { done, entriesOf, filterOf, kernelWith, recorded, refusal, statusOf } from '../support/kernel.ts';
import { failed, succeeded, WritableRouter } from '../support/writable.ts';

const OFFLOAD = 0x4000;
const DELETE = 0x102;
const kindOf = (request: Uint8Array) => new DataView(request.buffer, request.byteOffset).getUint16(4, true);

/** A router with the recorded table, whose kernel does what `remove` does with a request to delete. */
function routerWith(
	remove: (entries: Uint8Array[], request: Uint8Array) => Uint8Array[] | Uint8Array,
	files: Record<string, string> = {}
) {
	const router = new WritableRouter(files);
	let entries = entriesOf(recorded('openwrt/sw.ctnetlink.bin'));
	const deleted: Uint8Array[] = [];
	router.netlink[12] = (request) => {
		if (kindOf(request) !== DELETE) return kernelWith(entries)(request);
		deleted.push(request);
		const left = remove(entries, request);
		if (!Array.isArray(left)) return [left];
		entries = left;
		return [refusal(0)];
	};
	return { router, deleted, entries: () => entries };
}

const isOffloaded = (entry: Uint8Array) => (statusOf(entry) & OFFLOAD) !== 0;
const withoutOffloaded = (entries: Uint8Array[]) => entries.filter((entry) => !isOffloaded(entry));
const answer = (router: WritableRouter) => router.call<Flushed>('flush_offloaded');

QUnit.module('backend > flush_offloaded');

QUnit.test('asks the kernel to delete what is offloaded, nothing else, and counts it', (assert) => {
	const { router, deleted, entries } = routerWith(withoutOffloaded);
	const count = entries().filter(isOffloaded).length;
	assert.true(count > 0 && count < entries().length);
	assert.strictEqual(succeeded(answer(router)).entries, count);
	assert.deepEqual(deleted.map(filterOf), [{ status: OFFLOAD, mask: OFFLOAD }]);
});

QUnit.test('nothing is offloaded: nothing is deleted', (assert) => {
	const { router, deleted } = routerWith(withoutOffloaded);
	router.netlink[12] = () => [done()];
	assert.strictEqual(succeeded(answer(router)).entries, 0);
	assert.deepEqual(deleted, []);
});

QUnit.test('a kernel that keeps them, one that refuses, and one without ctnetlink', (assert) => {
	const keeps = failed(answer(routerWith((entries) => entries).router));
	assert.deepEqual([keeps.code, /6\.4/.test(keeps.text)], ['unavailable', true]);
	assert.strictEqual(failed(answer(routerWith(() => refusal(-1)).router)).code, 'unavailable');
	assert.strictEqual(failed(answer(new WritableRouter({}))).code, 'unavailable');
});

QUnit.test('before Linux 6.4 nothing is tried, even where entries leave by themselves', (assert) => {
	for (const [release, tried] of [
		['6.1.0-56-amd64', 0],
		['5.15.167', 0],
		['6.3.9', 0],
		['6.4.0', 1],
		['6.12.87', 1],
		['7.0.1', 1],
		['unknown', 1],
	] as const) {
		const { router, deleted } = routerWith(withoutOffloaded, {
			'/proc/sys/kernel/osrelease': `${release}\n`,
		});
		const reply = answer(router);
		assert.deepEqual([deleted.length, reply.ok], [tried, tried === 1], release);
	}
});
