import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'puppeteer';
import { isCounting, SECTION, VERDICT } from './measure.ts';
import { until } from './until.ts';
import type { Visit } from './visit.ts';

export const FIND = `${SECTION} .nft-offload-columns > div + div > button`;

export const TABLE = `${SECTION} table[aria-label="The modes compared"]`;
/** A second of the page, in milliseconds. */
const SECOND = 40;

/** For `prepare` of a visit: the seconds in which the page reads the router are short. */
export async function shortSeconds({ page }: Visit): Promise<void> {
	await page.evaluateOnNewDocument((second) => {
		const start = window.setInterval.bind(window);
		window.setInterval = ((run: () => void) => start(run, second)) as typeof window.setInterval;
	}, SECOND);
}

/** Presses the button, and waits for the middle of a measurement of the test, from 1. */
export async function findBestMode(opened: Visit, step = 1): Promise<void> {
	const { page } = opened;
	await page.waitForSelector(FIND);
	await page.waitForFunction((find) => document.querySelector(find)?.checkVisibility(), {}, FIND);
	await page.locator(FIND).click();
	await untilText(opened, new RegExp(`: step ${step} of \\d`));
}

/** Lets time pass until the test says so in its section. */
export async function untilText(opened: Visit, words: RegExp): Promise<void> {
	const { page } = opened;
	await until(
		async () => words.test(await sectionText(page)) || passMoment(opened),
		async () => `${words} is not in: ${await sectionText(page)}`
	);
}

/** Lets time pass until the test has ended, and gives its outcome and words. */
export async function bestModeOutcome(opened: Visit): Promise<{ outcome: string; text: string }> {
	const { page } = opened;
	for (;;) {
		const [shown] = await page.$$eval(`${VERDICT}:not([hidden])`, (nodes) =>
			nodes.map((node) => ({
				outcome: (node as HTMLElement).dataset.outcome ?? '',
				text: node.textContent ?? '',
			}))
		);
		if (shown) return shown;
		await passMoment(opened);
	}
}

/** What the table of the modes says, by mode and title. */
export async function modesOnPage(page: Page): Promise<Record<string, Record<string, string>>> {
	const rows = await page.$$eval(`${TABLE} tr`, (rows) =>
		rows.map((row) => [...row.children].map((cell) => cell.textContent ?? ''))
	);
	const [titles = [], ...modes] = rows;
	return Object.fromEntries(
		modes.map(([mode = '', ...cells]) => [
			mode,
			Object.fromEntries(cells.map((cell, index) => [titles[index + 1], cell])),
		])
	);
}

/** As much as the page reads in time: less than a lease while something is measured, and little of a trial while nothing is. */
async function passMoment({ page, router }: Visit): Promise<null> {
	router.advance(isCounting(router) ? 4000 : 300);
	const isReading = (body: string | undefined) => /measurement_read|"counters"/.test(body ?? '');
	await Promise.race([
		page.waitForResponse((response) => isReading(response.request().postData())).catch(() => null),
		delay(1000),
	]);
	return null;
}

function sectionText(page: Page): Promise<string> {
	return page.$eval(SECTION, (section) => section.textContent ?? '');
}
