import type { HTTPRequest } from 'puppeteer';
import type { Visit } from './visit.ts';

/** Milliseconds between two polls of the page. */
const PERIOD = 3000;

/**
 * For `prepare` of a visit: the page's timers run hundreds of times as fast, and its calendar and the router's clock go on by one poll
 * before each reading, however long the machine takes for it.
 */
export async function hurry({ page, router }: Visit): Promise<void> {
	await page.evaluateOnNewDocument((period) => {
		const start = window.setInterval.bind(window);
		window.setInterval = ((run: () => void) => start(run, 5)) as typeof window.setInterval;
		let now = Date.now();
		Date.now = () => now;
		window.addEventListener('reading', () => {
			now += period;
		});
	}, PERIOD);
	await page.setRequestInterception(true);
	const pass = async (request: HTTPRequest) => {
		if (request.postData()?.includes('"counters"')) {
			await page.evaluate(() => dispatchEvent(new Event('reading')));
			router.advance(PERIOD);
		}
		await request.continue();
	};
	// Fails where the tab is closed in the middle.
	page.on('request', (request) => void pass(request).catch(() => {}));
}
