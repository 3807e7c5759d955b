/**
 * The emulated router's time. Everything that waits or expires (sessions, rollback, traffic) asks this clock, so that a test
 * can let a minute pass at once.
 */

interface Timer {
	due: number;
	run: () => void;
}

export class Clock {
	private offset = 0;
	private timers: Timer[] = [];
	private wakeup: NodeJS.Timeout | undefined;

	private readonly started = performance.now();
	private readonly epoch: number;
	/** While something runs in no time: when that began. */
	private heldAt: number | undefined;

	/** `running`: time passes automatically as well; otherwise only `advance` moves it. */
	constructor(private readonly running: boolean) {
		this.epoch = running ? Date.now() : Date.UTC(2026, 0, 1);
	}

	/** Milliseconds since the router was switched on (CLOCK_MONOTONIC). */
	monotonic(): number {
		return this.offset + (this.running ? (this.heldAt ?? performance.now()) - this.started : 0);
	}

	/**
	 * Runs something that takes no time but what it lets pass itself, however busy this machine is: a router reads its counters
	 * within milliseconds.
	 */
	hold<T>(run: () => T): T {
		this.heldAt = performance.now();
		try {
			return run();
		} finally {
			this.heldAt = undefined;
		}
	}

	/** Milliseconds since 1970 (CLOCK_REALTIME). */
	realtime(): number {
		return this.monotonic() + this.epoch;
	}

	/** Calls `run` once `delay` milliseconds have passed; returns a function that takes it back. */
	after(delay: number, run: () => void): () => void {
		const timer = { due: this.monotonic() + delay, run };
		this.timers.push(timer);
		this.sleep();
		return () => {
			this.timers = this.timers.filter((other) => other !== timer);
			this.sleep();
		};
	}

	/** Lets `milliseconds` pass now, running what falls due on the way in its order. */
	advance(milliseconds: number): void {
		const end = this.monotonic() + milliseconds;
		for (let next = this.nextTimer(); next && next.due <= end; next = this.nextTimer()) {
			this.offset += Math.max(0, next.due - this.monotonic());
			this.fire(next);
		}
		this.offset += Math.max(0, end - this.monotonic());
		this.sleep();
	}

	/** Forgets all timers, for the end of the process. */
	stop(): void {
		this.timers = [];
		clearTimeout(this.wakeup);
	}

	private nextTimer(): Timer | undefined {
		return this.timers.reduce<Timer | undefined>((a, b) => (a && a.due <= b.due ? a : b), undefined);
	}

	private fire(timer: Timer): void {
		this.timers = this.timers.filter((other) => other !== timer);
		timer.run();
	}

	private sleep(): void {
		clearTimeout(this.wakeup);
		const next = this.nextTimer();
		if (!this.running || !next) return;
		this.wakeup = setTimeout(
			() => {
				for (let due = this.nextTimer(); due && due.due <= this.monotonic(); due = this.nextTimer())
					this.fire(due);
				this.sleep();
			},
			Math.max(1, next.due - this.monotonic())
		);
	}
}
