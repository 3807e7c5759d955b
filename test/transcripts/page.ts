import type { Page } from 'puppeteer';
import { isTicked, pressApply, SOFTWARE_BOX, waitForNotice } from '../browser/support/overview.ts';
import { answer } from '../browser/support/trial.ts';
import type { Tab } from '../browser/support/visit.ts';
import { formTree, type Node, type Sent, watchCalls } from './form.ts';

/** What the overview looks like to a screen reader, and which calls it makes, while it is used. */
export interface PageTranscript {
	form: Record<'off' | 'ticked' | 'applied', Node[]>;
	sent: Record<'ticked and applied' | 'applied again' | 'unticked and applied', Sent>;
}

const APPLIED = /Setting kept/;
const UNCHANGED = /There are no changes to apply/;

/** Uses the overview of a router on which offloading is off, and leaves it off. */
export async function playPage({ page, url }: Tab): Promise<PageTranscript> {
	if (await isTicked(page, SOFTWARE_BOX)) throw new Error('offloading is on: switch it off before recording');
	const off = await formTree(page);
	await page.locator(SOFTWARE_BOX).click();
	const ticked = await formTree(page);
	const applying = await sentDuring(page, () => keep(page));
	const again = await sentDuring(page, () => apply(page, UNCHANGED));
	await page.goto(page.url());
	await page.waitForSelector(SOFTWARE_BOX);
	const applied = await formTree(page);
	await page.locator(SOFTWARE_BOX).click();
	const removing = await sentDuring(page, () => keep(page));
	await page.goto(`${url}/cgi-bin/luci/admin/logout`);
	return {
		form: { off, ticked, applied },
		sent: { 'ticked and applied': applying, 'applied again': again, 'unticked and applied': removing },
	};
}

async function keep(page: Page): Promise<void> {
	await pressApply(page);
	await answer(page, 'Keep');
	await waitForNotice(page, APPLIED);
}

async function apply(page: Page, notice: RegExp): Promise<void> {
	await pressApply(page);
	await waitForNotice(page, notice);
}

async function sentDuring(page: Page, action: () => Promise<void>): Promise<Sent> {
	const watch = watchCalls(page);
	await action();
	return watch.stop();
}
