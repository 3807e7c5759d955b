import QUnit from 'qunit';
import { startRouter } from '../../emulator/server.ts';
import { type Calls, type Cast, type Frames, playCalls, playFrames } from '../../transcripts/calls.ts';
import { readTranscript, recordedReleases } from '../../transcripts/files.ts';
import { type PageLine, playPages } from '../../transcripts/pages.ts';

const { module, test } = QUnit;

const releases = recordedReleases();

/** Runs `play` against a fresh emulated router. */
async function emulated<T>(play: (cast: Cast) => Promise<T>): Promise<T> {
	const router = await startRouter({ scenario: 'idle', clock: 'manual' });
	try {
		return await play({
			url: router.url,
			root: { user: 'root', password: 'root' },
			reader: { user: 'viewer', password: 'viewer' },
		});
	} finally {
		await router.stop();
	}
}

/** Releases may differ: what is emulated has to be what at least one of them does. */
function likeOneOf(assert: Assert, actual: unknown, recorded: unknown[], what: string): void {
	const same = (other: unknown) => QUnit.equiv(actual, other);
	if (!recorded.some(same)) assert.deepEqual(actual, recorded[0], what);
	else assert.ok(true, what);
}

module('emulated router: recorded talk with real ones', () => {
	test('there are recordings of every release that is supported', (assert) => {
		assert.deepEqual(releases, ['24.10', '25.12', 'main']);
	});

	test('ubus calls are answered alike', async (assert) => {
		const played = await emulated(playCalls);
		const recorded = releases.map((release) => readTranscript<Calls>(release, 'calls'));
		for (const calls of recorded) assert.deepEqual(Object.keys(calls), Object.keys(played));
		for (const [scene, lines] of Object.entries(played))
			for (const [index, line] of lines.entries()) {
				const others = recorded.map((calls) => calls[scene]?.[index]);
				const { as, object, method, args } = line;
				const what = `${scene}, ${index}: ${as}: ${object} ${method} ${JSON.stringify(args)}`;
				likeOneOf(assert, line, others, what);
			}
	});

	test('odd requests to /ubus are answered alike', async (assert) => {
		const played = await emulated(playFrames);
		const recorded = releases.map((release) => readTranscript<Frames>(release, 'frames'));
		for (const [index, frame] of played.entries()) {
			const others = recorded.map((frames) => frames[index]);
			likeOneOf(assert, frame, others, frame.sent);
		}
	});

	test('pages and actions are answered alike', async (assert) => {
		const played = await emulated(playPages);
		const recorded = releases.map((release) => readTranscript<PageLine[]>(release, 'pages'));
		for (const [index, line] of played.entries()) {
			const others = recorded.map((lines) => lines[index]);
			likeOneOf(assert, line, others, line.what);
		}
	});
});
