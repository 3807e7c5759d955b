import QUnit from 'qunit';
import type { Finding } from './contract/clause.ts';
import type { ChangingPart, ReadingPart } from './contract/page.ts';
import { changePart, readPart, serveContract } from './contract.ts';
import { test } from './support/spec.ts';
import { closeBrowser, visit, visitAny } from './support/visit.ts';

/**
 * What this project uses of LuCI (src/luci/index.d.ts) is there and behaves as it is declared, on every target: the small runtime of the
 * emulated router, the client code of a LuCI checkout, a live router.
 */
const READING: Record<ReadingPart, true> = {
	view: true,
	baseclass: true,
	dom: true,
	globals: true,
	ui: true,
	poll: true,
	rpc: true,
	uci: true,
	form: true,
};
const CHANGING: Record<ChangingPart, true> = { uci: true, form: true };
const options = { prepare: serveContract };

QUnit.module('contract with LuCI', { after: closeBrowser }, () => {
	for (const part of Object.keys(READING) as ReadingPart[])
		test.any(`${part} is as declared`, async (assert) => {
			await visitAny(async ({ page }) => hold(assert, await readPart(page, part)), options);
		});

	for (const part of Object.keys(CHANGING) as ChangingPart[])
		test.anyChanging(`${part} stores and applies as declared`, async (assert) => {
			await visitAny(async ({ page }) => hold(assert, await changePart(page, part)), options);
		});

	test.scenario('for a user who may only read, too', async (assert) => {
		await visit(
			'read-only',
			async ({ page }) => {
				for (const part of Object.keys(READING) as ReadingPart[]) hold(assert, await readPart(page, part));
				assert.false(await page.evaluate(() => L.hasViewPermission()), 'no permission to change');
			},
			{ ...options, user: 'viewer' }
		);
	});
});

function hold(assert: Assert, findings: Finding[]): void {
	assert.ok(findings.length > 0, 'something was looked at');
	for (const { what, actual, expected } of findings) assert.deepEqual(actual, expected, what);
}
