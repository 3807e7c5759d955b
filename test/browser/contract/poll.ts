import poll from 'luci/poll';
import { type Contract, until } from './clause.ts';

const SECOND = 1;

export const members: Contract<keyof typeof poll> = {
	async add(expect) {
		let calls = 0;
		const count = () => Promise.resolve(calls++);
		expect('takes a callback', poll.add(count, SECOND), true);
		expect('but only once', poll.add(count, SECOND), false);
		await until(() => calls === 2);
		poll.remove(count);

		let slow = 0;
		let finish = () => {};
		const wait = () => {
			slow++;
			return new Promise<void>((resolve) => {
				finish = resolve;
			});
		};
		let others = 0;
		const other = async () => others++;
		poll.add(wait, SECOND);
		poll.add(other, SECOND);
		await until(() => others === 3);
		expect('a call waits for the one before', slow, 1);
		finish();
		await until(() => slow === 2);
		for (const callback of [wait, other]) poll.remove(callback);
		finish();

		await survives(expect, 'a callback that rejects is called again', 2, () => Promise.reject(new Error()));
		await survives(expect, 'one that throws never again, but the others are', 1, () => {
			throw new Error('thrown by the contract');
		});
	},
	remove(expect) {
		const callback = async () => {};
		expect('one that is not there', poll.remove(callback), false);
		poll.add(callback);
		expect('one that is', poll.remove(callback), true);
	},
	start(expect) {
		keepAlive((callback) => {
			poll.stop();
			expect('starts', [poll.start(), poll.active()], [true, true]);
			expect('is already started', poll.start(), false);
			poll.remove(callback);
		});
	},
	stop(expect) {
		keepAlive((callback) => {
			expect('stops', [poll.stop(), poll.active()], [true, false]);
			expect('is already stopped', poll.stop(), false);
			poll.start();
			poll.remove(callback);
		});
	},
	active(expect) {
		keepAlive((callback) => {
			expect('with a callback', poll.active(), true);
			poll.remove(callback);
		});
		expect('without any', poll.active(), false);
	},
};

/** Polling sleeps while there is nothing to call. */
function keepAlive(use: (callback: () => Promise<void>) => void): void {
	const callback = async () => {};
	poll.add(callback, SECOND);
	use(callback);
}

/** Lets `fail` fail between two sound callbacks until those have been called three times; it was called `times` by then at least. */
async function survives(
	expect: (what: string, actual: unknown, expected: unknown) => void,
	what: string,
	times: number,
	fail: () => Promise<never>
): Promise<void> {
	let failed = 0;
	const counts = [0, 0];
	const failing = () => {
		failed++;
		return fail();
	};
	const [first, last] = [0, 1].map((index) => async () => {
		counts[index]!++;
	}) as [() => Promise<void>, () => Promise<void>];
	poll.add(first, SECOND);
	poll.add(failing, SECOND);
	poll.add(last, SECOND);
	await until(() => counts.every((count) => count >= 3));
	for (const callback of [first, failing, last]) poll.remove(callback);
	expect(what, failed >= times && (times > 1 || failed === 1), true);
}
