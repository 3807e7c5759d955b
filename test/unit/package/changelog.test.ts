import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import QUnit from 'qunit';
import { releaseChangelog, releaseNotes } from '../../../tools/package/changelog.ts';
import { ROOT } from './fixtures.ts';

const CHANGELOG =
	'# Changelog\n\n## [Unreleased]\n\n### Added\n\n- This.\n\n## [0.1.0] - 2026-01-31\n\n- That.\n';

QUnit.module('package > changelog', () => {
	QUnit.test('release notes are the section of the version', (assert) => {
		assert.strictEqual(releaseNotes(CHANGELOG, 'Unreleased'), '### Added\n\n- This.');
		assert.strictEqual(releaseNotes(CHANGELOG, '0.1.0'), '- That.');
		assert.strictEqual(releaseNotes(CHANGELOG, '0.1'), undefined);
	});

	QUnit.test('a release takes over what was unreleased and leaves that heading empty', (assert) => {
		const released = releaseChangelog(CHANGELOG, '0.2.0', '2026-02-28');
		assert.strictEqual(releaseNotes(released, '0.2.0'), '### Added\n\n- This.');
		assert.strictEqual(releaseNotes(released, 'Unreleased'), '');
		assert.true(released.includes('## [0.2.0] - 2026-02-28\n'));
		assert.throws(() => releaseChangelog(released, '0.3.0', '2026-03-31'), /nothing under Unreleased/);
	});

	QUnit.test('ours tells something of the version in package.json', (assert) => {
		const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
		const text = readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8');
		assert.ok(releaseNotes(text, version) || releaseNotes(text, 'Unreleased'));
	});
});
