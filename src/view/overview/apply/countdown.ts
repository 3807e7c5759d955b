/** Seconds left at which a screen reader is told; every second would be unbearable. */
const ANNOUNCED = [60, 30, 10];

export interface Countdown {
	stop(): void;
}

/**
 * Tells the whole seconds left until `endsAt` (performance.now()), every second, and once those of ANNOUNCED. It looks at the clock,
 * because the timers of a hidden tab come late. The last call is with 0.
 */
export function countdown(
	endsAt: number,
	tell: (seconds: number) => void,
	announce: (seconds: number) => void
): Countdown {
	let announced = Number.POSITIVE_INFINITY;
	const tick = () => {
		const seconds = Math.max(0, Math.ceil((endsAt - performance.now()) / 1000));
		tell(seconds);
		const due = ANNOUNCED.find((limit) => seconds <= limit && seconds > limit - 5);
		if (due !== undefined && due < announced) {
			announced = due;
			announce(seconds);
		}
		if (seconds === 0) window.clearInterval(timer);
	};
	const timer = window.setInterval(tick, 1000);
	tick();
	return { stop: () => window.clearInterval(timer) };
}

/** As clocks show it: 1:05. */
export function clockText(seconds: number): string {
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
