import type { Visit } from './visit.ts';

/** Milliseconds between two polls of the page. */
const PERIOD = 3000;

/**
 * For `prepare` of a visit: the page's timers run hundreds of times as fast and its calendar with them, and the router's clock goes on
 * by one poll with each answer.
 */
export async function hurry({ page, router }: Visit): Promise<void> {
	await page.evaluateOnNewDocument(() => {
		const start = window.setInterval.bind(window);
		let now = Date.now();
		Date.now = () => now;
		window.setInterval = ((run: () => void, period: number) =>
			start(() => {
				now += period;
				run();
			}, 5)) as typeof window.setInterval;
	});
	page.on('request', (request) => {
		if (request.postData()?.includes('"counters"')) router.advance(PERIOD);
	});
}
