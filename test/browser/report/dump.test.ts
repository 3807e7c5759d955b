import QUnit from 'qunit';
import { survivors } from '../../unit/model/redact/leaks.ts';
import { privateDump } from '../../unit/model/report/private-dump.ts';
import { allForms, chooseFile, openReport, preview, STATE } from '../support/report.ts';
import { test } from '../support/spec.ts';
import { closeBrowser, waitForText } from '../support/visit.ts';

/** When a report was made is all that may differ. */
function withoutTime(text: string): string {
	return text.replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d\.\d+Z| UTC)/g, 'TIME');
}

QUnit.module('report > of a file', { after: closeBrowser }, () => {
	test.scenario(
		'a dump of this router, opened as a file or played by the emulated router, gives the same report',
		async (assert) => {
			let dump = '';
			let fromFile: string[] = [];
			await openReport('software', async ({ page, router, complaints }) => {
				dump = router.router().shell('dump').text;
				await chooseFile(page, 'attic.json', `root@OpenWrt:~# nft-offload dump\n${dump}`);
				assert.strictEqual(await waitForText(page, STATE, /From the file/), 'From the file attic.json.');
				fromFile = await allForms(page);
				for (const text of fromFile) assert.deepEqual(survivors(text), []);
				assert.notOk(/annas|media-server/i.test(fromFile.join()));
				assert.ok(/2026-01-01 00:00 UTC/.test(fromFile[0]!), 'the time of the file, not of now');
				assert.deepEqual(complaints, []);
			});
			await openReport(
				'idle',
				async ({ page }) => {
					assert.deepEqual((await allForms(page)).map(withoutTime), fromFile.map(withoutTime));
				},
				{ setup: { dump: JSON.parse(dump) } }
			);
		}
	);

	test.scenario('other files are refused in words, and the report stays', async (assert) => {
		await openReport('software', async ({ page, complaints }) => {
			const before = await preview(page);
			const broken = { ...privateDump(), replies: { status: { ok: true } } };
			for (const [text, words] of [
				['holiday.jpg', /not a file from “nft-offload dump”/],
				['{"format":"nft-offload-dump","version":9,"replies":{}}', /damaged, or from another version/],
				[JSON.stringify(broken), /Could not create the report/],
			] as const) {
				await chooseFile(page, 'file', text);
				await waitForText(page, STATE, words);
				assert.strictEqual(await preview(page), before);
			}
			await page.locator('#nft-offload-messages').click();
			assert.ok((await preview(page)).length > 100, 'the switches go on with the report that is shown');
			assert.deepEqual(complaints, []);
		});
	});
});
