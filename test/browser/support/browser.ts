import puppeteer, { type Browser } from 'puppeteer';
import { findBrowser } from './find-browser.ts';

/** A host name that leads to this machine. The browser does not know that, so a page on it has what plain http has. */
export const PLAIN_HOST = 'router.test';

/** Starts a headless Chromium that asks nothing of the network by itself. Throws where none is installed. */
export async function startBrowser(): Promise<Browser> {
	const executablePath = findBrowser();
	if (!executablePath)
		throw new Error('No browser found: run `npm run setup`, or set CHROMIUM to the path of one');
	return puppeteer.launch({
		executablePath,
		args: [
			// Chromium refuses to run as root, which is what a container often is, with its sandbox.
			'--no-sandbox',
			'--disable-gpu',
			`--host-resolver-rules=MAP ${PLAIN_HOST} 127.0.0.1`,
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
}
