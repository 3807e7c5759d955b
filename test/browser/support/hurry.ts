import { CONTROL } from '../../emulator/control.ts';
import type { Visit } from './visit.ts';

/** Milliseconds between two polls of the page. */
const PERIOD = 3000;

/**
 * For `prepare` of a visit: the page's timers run hundreds of times as fast, and its calendar and the router's clock go on by one poll
 * before each reading, however long the machine takes for it.
 */
export async function hurry({ page }: Visit): Promise<void> {
	await page.evaluateOnNewDocument(
		(period, advance) => {
			const start = window.setInterval.bind(window);
			window.setInterval = ((run: () => void) => start(run, 5)) as typeof window.setInterval;
			let now = Date.now();
			Date.now = () => now;
			const send = XMLHttpRequest.prototype.send;
			XMLHttpRequest.prototype.send = function (body) {
				if (String(body).includes('"counters"')) {
					now += period;
					const clock = new XMLHttpRequest();
					clock.open('POST', advance, false);
					send.call(clock, JSON.stringify({ ms: period }));
				}
				send.call(this, body);
			};
		},
		PERIOD,
		`${CONTROL}advance`
	);
}
