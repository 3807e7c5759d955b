import type { Page } from 'puppeteer';

/** Collects from now on what goes wrong in a tab: errors of the console, uncaught exceptions, requests that leave `home`. */
export function collectComplaints(page: Page, home: string): string[] {
	const complaints: string[] = [];
	page.on('console', (message) => {
		if (message.type() === 'error' && !isLoginNotice(message.location().url))
			complaints.push(`${message.text()} ${message.location().url ?? ''}`);
	});
	page.on('pageerror', (error) => complaints.push(String(error)));
	page.on('request', (request) => {
		const url = request.url();
		if (!url.startsWith(home) && !url.startsWith('data:')) complaints.push(`request to ${url}`);
	});
	return complaints;
}

/** LuCI answers 403 to a page without a login; that is how a login page comes. */
function isLoginNotice(url: string | undefined): boolean {
	return url?.includes('/cgi-bin/luci') ?? false;
}
