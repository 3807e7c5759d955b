/** Polling: one timer of a second for the whole page. https://openwrt.github.io/luci/jsapi/LuCI.poll.html */
import { environment } from './environment.ts';

type Callback = () => unknown;

interface Task {
	callback: Callback;
	seconds: number;
	/** The call before has come to its end. */
	ready: boolean;
}

const tasks: Task[] = [];
let timer: number | undefined;
/** Seconds since the start; null before the page is ready, and nothing starts by itself then. */
let tick: number | null = null;

function step(): void {
	for (const task of [...tasks]) {
		if (tick! % task.seconds !== 0 || !task.ready) continue;
		task.ready = false;
		// A callback that throws here, before it has made a promise, is never ready again.
		Promise.resolve(task.callback()).finally(() => {
			task.ready = true;
		});
	}
	tick!++;
}

export const poll = {
	add(callback: Callback, seconds?: number): boolean {
		const every = seconds && seconds > 0 ? Math.trunc(seconds) : environment.pollinterval;
		if (typeof callback !== 'function') throw new TypeError('Invalid argument to LuCI.poll.add()');
		if (tasks.some((task) => task.callback === callback)) return false;
		tasks.push({ callback, seconds: every, ready: true });
		if (tick !== null && !poll.active()) poll.start();
		return true;
	},

	remove(callback: Callback): boolean {
		const index = tasks.findIndex((task) => task.callback === callback);
		if (index >= 0) tasks.splice(index, 1);
		if (!tasks.length && poll.stop()) tick = 0;
		return index >= 0;
	},

	start(): boolean {
		if (poll.active()) return false;
		tick = 0;
		if (!tasks.length) return true;
		timer = window.setInterval(step, 1000);
		try {
			step();
		} finally {
			document.dispatchEvent(new CustomEvent('poll-start'));
		}
		return true;
	},

	stop(): boolean {
		if (!poll.active()) return false;
		document.dispatchEvent(new CustomEvent('poll-stop'));
		window.clearInterval(timer);
		timer = undefined;
		tick = null;
		return true;
	},

	active(): boolean {
		return timer !== undefined;
	},
};
