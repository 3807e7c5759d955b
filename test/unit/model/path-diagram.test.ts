import QUnit from 'qunit';
import {
	directionsText,
	type PathFacts,
	pathDrawing,
	UNKNOWN_PATHS,
} from '../../../src/model/path-diagram.ts';
import './luci-globals.ts';

const path = (facts: Partial<PathFacts>): PathFacts => ({ ...UNKNOWN_PATHS, ...facts });
const labels = (facts: Partial<PathFacts>) => pathDrawing(path(facts)).labels.map(({ text }) => text);

QUnit.module('model > the picture of the path', () => {
	QUnit.test('a share stands at a direction only where it was measured', (assert) => {
		assert.deepEqual(labels({ states: { download: 'fast-path', upload: 'fast-path' } }), [
			'↓ Downloads: fast path',
			'↑ Uploads: fast path',
		]);
		assert.deepEqual(
			labels({
				states: { download: 'fast-path', upload: 'partly' },
				shares: { download: 0.982, upload: 0.6 },
			}),
			['↓ Downloads: fast path, measured 98 %', '↑ Uploads: both paths, 60 % fast']
		);
	});

	QUnit.test('what nothing has used yet is drawn as ready, not as fast', (assert) => {
		const { strokes, labels: words } = pathDrawing(
			path({ states: { download: 'ready', upload: 'fast-path' } })
		);
		assert.strictEqual(words[0]?.text, '↓ Downloads: ready for the fast path');
		assert.deepEqual(
			strokes.map(({ path: name, dashed }) => [name, dashed]),
			[
				['fast-path', true],
				['fast-path', false],
			]
		);
	});

	QUnit.test('on the slow path no share is claimed, and unknown is said', (assert) => {
		assert.strictEqual(
			directionsText(
				path({
					states: { download: 'slow-path', upload: 'unknown' },
					shares: { download: 0.05, upload: 0.9 },
				})
			),
			'Downloads: through the firewall. Uploads: unknown.'
		);
		assert.deepEqual(labels({}), ['↓ Downloads: unknown', '↑ Uploads: unknown']);
	});
});
