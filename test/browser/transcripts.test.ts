import QUnit from 'qunit';
import { readTranscript, recordedReleases } from '../transcripts/files.ts';
import { formTree, type Node } from '../transcripts/form.ts';
import { type PageTranscript, playPage } from '../transcripts/page.ts';
import { test } from './support/spec.ts';
import { closeBrowser, visit } from './support/visit.ts';

type Recorded = PageTranscript & { readonly: Node[] };

/** What was recorded on real routers (npm run record) is what the emulated one shows and sends. */
QUnit.module('recorded pages', { after: closeBrowser }, () => {
	const recorded = recordedReleases().map((release) => ({
		release,
		page: readTranscript<Recorded>(release, 'page'),
	}));

	test.scenario('the form, and what applying it sends, are as on real routers', async (assert) => {
		await visit('idle', async (tab) => {
			const { form, sent } = await playPage(tab);
			for (const { release, page } of recorded) {
				assert.deepEqual(form, page.form, release);
				assert.deepEqual(sent, page.sent, release);
			}
			assert.deepEqual(tab.complaints, []);
		});
	});

	test.scenario('who may only read sees the form as on real routers', async (assert) => {
		await visit(
			'idle',
			async ({ page: tab }) => {
				const tree = await formTree(tab);
				for (const { release, page } of recorded) assert.deepEqual(tree, page.readonly, release);
			},
			{ user: 'viewer' }
		);
	});
});
