import QUnit from 'qunit';
import { Clock } from '../../emulator/clock.ts';

const { module, test } = QUnit;

module('emulated router: clock', () => {
	test('a standing clock moves only by advance, and timers see the time they are due', (assert) => {
		const clock = new Clock(false);
		const seen: Array<[string, number]> = [];
		clock.after(3000, () => seen.push(['late', clock.monotonic()]));
		clock.after(1000, () => {
			seen.push(['early', clock.monotonic()]);
			clock.after(500, () => seen.push(['made on the way', clock.monotonic()]));
		});
		const cancel = clock.after(2000, () => seen.push(['cancelled', clock.monotonic()]));
		cancel();
		assert.equal(clock.monotonic(), 0);
		clock.advance(2999);
		assert.deepEqual(seen, [
			['early', 1000],
			['made on the way', 1500],
		]);
		clock.advance(1);
		assert.deepEqual(seen.at(-1), ['late', 3000]);
	});

	test('a running clock fires by itself, and advance adds to it', async (assert) => {
		const clock = new Clock(true);
		await new Promise<void>((resolve) => clock.after(20, resolve));
		assert.true(clock.monotonic() >= 20);
		const before = clock.monotonic();
		let fired = false;
		clock.after(60_000, () => {
			fired = true;
		});
		clock.advance(60_000);
		assert.true(fired);
		assert.true(clock.monotonic() - before >= 60_000);
		clock.stop();
	});

	test('a running clock that is held goes on only by advance', (assert) => {
		const clock = new Clock(true);
		clock.hold(() => {
			const before = clock.monotonic();
			for (const end = performance.now() + 2; performance.now() < end; );
			assert.equal(clock.monotonic(), before);
			clock.advance(500);
			assert.equal(clock.monotonic(), before + 500);
		});
		const after = clock.monotonic();
		for (const end = performance.now() + 2; performance.now() < end; );
		assert.true(clock.monotonic() > after, 'it runs again');
	});
});
