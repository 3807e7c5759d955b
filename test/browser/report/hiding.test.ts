import QUnit from 'qunit';
import { HOSTILE_NAME } from '../../emulator/kernel/neighbours.ts';
import { PRIVATE, privateDump } from '../../unit/model/report/private-dump.ts';
import {
	allForms,
	chooseFile,
	drawnTexts,
	openReport,
	preview,
	recordDrawing,
	STATE,
} from '../support/report.ts';
import { test } from '../support/spec.ts';
import { closeBrowser, waitForText } from '../support/visit.ts';

QUnit.module('report > what is hidden', { after: closeBrowser }, () => {
	test.scenario('each switch shows what it hid, and only that', async (assert) => {
		await openReport('software', async ({ page }) => {
			const masked = await preview(page);
			assert.ok(/ipv4_1/.test(masked) && !/198\.51\.100/.test(masked));
			await page.locator('#nft-offload-addresses').click();
			const open = await preview(page);
			assert.ok(/198\.51\.100/.test(open) && !/ipv4_1/.test(open) && /name_1/.test(open));
			await page.locator('#nft-offload-hosts').click();
			assert.ok(/Annas-Phone/.test(await preview(page)));
			await page.locator('#nft-offload-addresses').click();
			await page.locator('#nft-offload-hosts').click();
			assert.strictEqual(await preview(page), masked);

			await chooseFile(page, 'dump.json', JSON.stringify(privateDump()));
			await waitForText(page, STATE, /From the file/);
			const whole = await preview(page);
			for (const [name, secret] of [
				['macs', PRIVATE.macs[0]],
				['accounts', PRIVATE.wifi[0]],
				['accounts', PRIVATE.logins[1]],
			] as const) {
				assert.notOk(whole.includes(secret), secret);
				await page.locator(`#nft-offload-${name}`).click();
				assert.ok((await preview(page)).includes(secret), secret);
				await page.locator(`#nft-offload-${name}`).click();
			}
			assert.strictEqual(await preview(page), whole);
		});
	});

	test.scenario(
		'a dump of a real-looking home: nothing private is shown, in text or picture',
		async (assert) => {
			await openReport(
				'software',
				async ({ page, complaints }) => {
					await chooseFile(page, 'dump.json', JSON.stringify(privateDump()));
					await waitForText(page, STATE, /From the file/);
					const texts = [...(await allForms(page)), ...(await drawnTexts(page))].join('\n');
					for (const secret of Object.values(PRIVATE).flat())
						assert.notOk(texts.toLowerCase().includes(secret.toLowerCase()), secret);
					assert.deepEqual(complaints, []);
				},
				{ prepare: ({ page }) => recordDrawing(page) }
			);
		}
	);

	test.scenario('hostile names run nowhere and are text, whatever is hidden', async (assert) => {
		await openReport(
			'software',
			async ({ page, complaints }) => {
				let dialogs = 0;
				page.on('dialog', (dialog) => {
					dialogs++;
					void dialog.dismiss();
				});
				const dump = JSON.stringify(privateDump()).replaceAll('Router of Annas-Phone', HOSTILE_NAME);
				await chooseFile(page, `${HOSTILE_NAME}.json`, dump);
				await waitForText(page, STATE, /From the file <img/);
				for (const name of ['addresses', 'macs', 'hosts', 'accounts'])
					await page.locator(`#nft-offload-${name}`).click();
				assert.ok((await preview(page)).includes(HOSTILE_NAME));
				assert.ok((await drawnTexts(page)).some((text) => text.startsWith('<img')));
				assert.strictEqual((await page.$$('#view img')).length, 0);
				assert.strictEqual(dialogs, 0);
				assert.deepEqual(complaints, []);
			},
			{ prepare: ({ page }) => recordDrawing(page) }
		);
	});
});
