import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'puppeteer';
import type { RunningRouter } from '../../emulator/server.ts';
import { pressKey } from './press-key.ts';
import { until } from './until.ts';

/** What a person finds in the section "Measure". */
export const SECTION = '#nft-offload-measure';
export const START = `${SECTION} button`;
export const VERDICT = `${SECTION} [data-outcome]`;

const BAR = `${SECTION} [role=progressbar]`;

/** Presses Start and waits for the first second of the measurement. */
export async function startMeasuring(page: Page, router: RunningRouter): Promise<void> {
	await pressKey(page, START);
	await page.waitForSelector(BAR, { visible: true });
	await untilCounting(router, true);
	await passTime(page, router, 1);
}

/** Waits until the table of a measurement is loaded on the router, or gone: the page does not wait for the answer to its last call. */
export async function untilCounting(router: RunningRouter, wanted: boolean): Promise<void> {
	await until(
		() => (isCounting(router) === wanted ? true : delay(20, null)),
		() => `the measurement ${wanted ? 'has not begun' : 'goes on'}`
	);
}

/** Lets so many seconds pass on the router, as fast as the page reads them; less than a lease at a time. */
export async function passTime(page: Page, router: RunningRouter, seconds: number): Promise<void> {
	for (let left = seconds; left > 0; left -= 5) {
		const before = await progressOf(page);
		router.advance(Math.min(5, left) * 1000);
		await page.waitForFunction(
			(bar, verdict, before) =>
				document.querySelector(verdict)?.checkVisibility() ||
				document.querySelector(bar)?.getAttribute('aria-valuenow') !== before,
			// Not by frames, which a hidden tab never draws.
			{ polling: 50 },
			BAR,
			VERDICT,
			before
		);
	}
}

/** Runs a measurement to its end and gives its outcome and words. */
export async function measureOnPage(
	page: Page,
	router: RunningRouter
): Promise<{ outcome: string; text: string }> {
	await startMeasuring(page, router);
	await passTime(page, router, 20);
	return outcomeOf(page);
}

/** Waits for the outcome. */
export async function outcomeOf(page: Page): Promise<{ outcome: string; text: string }> {
	const verdict = await page.waitForSelector(`${VERDICT}:not([hidden])`);
	return verdict!.evaluate((node) => ({
		outcome: (node as HTMLElement).dataset.outcome ?? '',
		text: node.textContent ?? '',
	}));
}

/** Whether the table of a measurement is loaded on the router. */
export function isCounting(router: RunningRouter): boolean {
	return router.router().measuring();
}

function progressOf(page: Page): Promise<string | null> {
	return page.$eval(BAR, (bar) => bar.getAttribute('aria-valuenow'));
}
