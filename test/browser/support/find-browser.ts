import { existsSync } from 'node:fs';
import puppeteer from 'puppeteer';

/** Where the system's browser usually is, on Linux and macOS. */
const PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser that puppeteer downloads, whether it is there or not. */
export const OWN_BROWSER = puppeteer.executablePath();

/** The browser that `CHROMIUM` in the environment names, the system's, or the one that puppeteer has downloaded; undefined where there is none. */
export function findBrowser(): string | undefined {
	return process.env.CHROMIUM ?? [...PLACES, OWN_BROWSER].find((path) => existsSync(path));
}
