/** The way of the Tab key through the page's own content. */
import type { Page } from 'puppeteer';

/** What has the focus: its words, and where it stands on the whole page. */
export interface Stop {
	words: string;
	top: number;
	bottom: number;
	left: number;
	/** Whether the window shows it, and nothing lies above the middle of what is shown. */
	seen: boolean;
}

export const MOST_STOPS = 80;

/** Every stop from top to bottom. */
export async function stopsOf(page: Page): Promise<Stop[]> {
	await page.evaluate(() => {
		const view = document.querySelector<HTMLElement>('#view')!;
		view.tabIndex = -1;
		view.focus();
	});
	return follow(page, () => page.keyboard.press('Tab'));
}

/** Every stop from the bottom to the top, where a sticky header lies above what is scrolled to. */
export async function stopsUpwards(page: Page): Promise<Stop[]> {
	await page.evaluate(() => {
		const end = document.createElement('button');
		document.querySelector('#view')!.after(end);
		end.focus();
	});
	await page.keyboard.down('Shift');
	const stops = await follow(page, () => page.keyboard.press('Tab'));
	await page.keyboard.up('Shift');
	return stops;
}

async function follow(page: Page, press: () => Promise<void>): Promise<Stop[]> {
	const stops: Stop[] = [];
	while (stops.length < MOST_STOPS) {
		await press();
		const stop = await focused(page);
		if (!stop) break;
		stops.push(stop);
	}
	return stops;
}

function focused(page: Page): Promise<Stop | null> {
	return page.evaluate(() => {
		const element = document.activeElement as HTMLElement;
		if (!element.closest('#view') || element.id === 'view') return null;
		const { top, bottom, left, right } = element.getBoundingClientRect();
		const middle = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
		const above = document.elementFromPoint((left + right) / 2, middle);
		return {
			words: element.textContent || element.id,
			top: top + scrollY,
			bottom: bottom + scrollY,
			left,
			seen: above !== null && (element.contains(above) || above.contains(element)),
		};
	});
}
