import type { Page } from 'puppeteer';
import type { StoredResult } from '../../../src/rpc/types/index.ts';
import type { Visit } from './visit.ts';

/** What a person finds of the results that the router has stored. */
export const STORED_RESULTS = '#nft-offload-stored-results';
export const STORED_ROWS = `${STORED_RESULTS} table tr:not(.table-titles)`;
export const RESULTS_FILE = '/etc/nft-offload/results.json';

const DIRECTION = { total_bytes: 50_000_000, slow_bytes: 1_000_000, own_bytes: 0 };

/** A good result of the emulated router in software, at noon UTC of 3 October 2026; `changes` make another one of it. */
export function storedResult(changes: Partial<StoredResult> = {}): StoredResult {
	return {
		time: Date.UTC(2026, 9, 3, 12) / 1000,
		mode: 'software',
		seconds: 20,
		...DIRECTION,
		total_bytes: 100_000_000,
		slow_bytes: 2_000_000,
		download: DIRECTION,
		upload: DIRECTION,
		hardware_entries: 0,
		cpu: 0.42,
		softirq: null,
		latency: null,
		environment: {
			release: 'OpenWrt 25.12.0 r0-emulated',
			kernel: '6.12.87',
			firewall4: null,
			devices: null,
			line: null,
		},
		...changes,
	};
}

/** Has the router store these, the oldest first, as if they had been measured before. */
export function storeResults({ router }: Pick<Visit, 'router'>, results: StoredResult[]): void {
	router.router().writeFile(RESULTS_FILE, JSON.stringify({ version: 1, results }));
}

/** The rows of the table, each by the titles of its cells. */
export function storedRows(page: Page): Promise<Array<Record<string, string>>> {
	return page.$$eval(STORED_ROWS, (rows) =>
		rows.map((row) =>
			Object.fromEntries(
				[...row.querySelectorAll('td')].map((cell) => [cell.dataset.title ?? '', cell.textContent ?? ''])
			)
		)
	);
}
