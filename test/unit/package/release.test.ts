import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import QUnit from 'qunit';
import { createKeys } from '../../../tools/package/feed/keys.ts';
import { RECIPE } from '../../../tools/package/recipe.ts';
import { checkRelease, release } from '../../../tools/release/release.ts';
import { ROOT, withFolder } from './fixtures.ts';

const DATE = '2026-01-31';
const CHANGELOG =
	'# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A release.\n\n## [0.1.0] - 2025-12-31\n\n- The first.\n';

/** A clone of this checkout with one translation, a changelog of its own, and what `change` does to it. */
interface Clone {
	root: string;
	git(...args: string[]): string;
	read(file: string): string;
	/** Writes a file and commits it. */
	commit(file: string, change: (text: string) => string): void;
}

function withClone(use: (clone: Clone, folder: string) => void): void {
	withFolder((folder) => {
		const root = join(folder, 'clone');
		execFileSync('git', ['clone', '--quiet', ROOT, root]);
		const git = (...args: string[]) =>
			execFileSync('git', ['-c', 'core.hooksPath=/dev/null', ...args], {
				cwd: root,
				encoding: 'utf8',
			}).trim();
		git('config', 'user.name', 'Somebody');
		git('config', 'user.email', 'somebody@example.org');
		const read = (file: string) => readFileSync(join(root, file), 'utf8');
		const commit: Clone['commit'] = (file, change) => {
			writeFileSync(join(root, file), change(read(file)));
			git('commit', '--quiet', '--all', '--message', file);
		};
		commit('CHANGELOG.md', () => CHANGELOG);
		commit(RECIPE, (text) =>
			text.replace(/^LANGUAGES:=.*$/m, 'LANGUAGES:=de').replace(/^PKG_RELEASE:=.*$/m, 'PKG_RELEASE:=7')
		);
		use({ root, git, read, commit }, folder);
	});
}

/** What a release that fails must leave as it is. */
function stateOf({ git }: Clone): string[] {
	return [git('rev-parse', 'HEAD'), git('tag', '--list'), git('status', '--porcelain')];
}

QUnit.module('package > release', () => {
	QUnit.test('version, commit, tag, packages, sums, notes and feed come from one call', (assert) => {
		withClone(({ root, git, read }, folder) => {
			const feed = { keys: join(folder, 'keys'), folder: join(folder, 'feed') };
			createKeys(feed.keys);
			const names = release(root, '1.2.3', DATE, feed).map(({ name }) => name);

			assert.strictEqual(JSON.parse(read('package.json')).version, '1.2.3');
			const lock = JSON.parse(read('package-lock.json'));
			assert.deepEqual([lock.version, lock.packages[''].version], ['1.2.3', '1.2.3']);
			assert.ok(/^PKG_VERSION:=1\.2\.3\nPKG_RELEASE:=1$/m.test(read(RECIPE)));
			assert.ok(read('CHANGELOG.md').includes(`## [Unreleased]\n\n## [1.2.3] - ${DATE}\n`));
			const changed = git('show', '--name-only', '--format=').split('\n');
			assert.deepEqual(changed.sort(), ['CHANGELOG.md', RECIPE, 'package-lock.json', 'package.json']);
			assert.strictEqual(git('rev-parse', 'v1.2.3^{commit}'), git('rev-parse', 'HEAD'));
			assert.strictEqual(git('status', '--porcelain'), '');

			assert.true(names.includes('luci-app-nft-offload_1.2.3-r1_all.ipk'));
			assert.true(names.includes('luci-app-nft-offload-1.2.3-r1.apk'));
			const dist = join(root, 'dist');
			assert.deepEqual(readdirSync(dist).sort(), [...names, 'release-notes.md', 'sha256sums'].sort());
			assert.strictEqual(read('dist/release-notes.md'), '### Added\n\n- A release.\n');
			const sums = names.map((name) => {
				const hash = createHash('sha256').update(readFileSync(join(dist, name)));
				return `${hash.digest('hex')}  ${name}\n`;
			});
			assert.strictEqual(read('dist/sha256sums'), sums.join(''));

			assert.strictEqual(readFileSync(join(feed.keys, 'published.sha256'), 'utf8'), sums.join(''));
			const offered = ['opkg', 'apk'].flatMap((format) => readdirSync(join(feed.folder, format)));
			assert.deepEqual(
				names.filter((name) => !offered.includes(name)),
				[]
			);
		});
	});

	QUnit.test('a checkout that is not ready is refused, with the reason', (assert) => {
		withClone((clone) => {
			const { root, git, commit } = clone;
			const refused = (version: string, reason: RegExp) => {
				const before = stateOf(clone);
				assert.throws(() => release(root, version, DATE), reason);
				assert.deepEqual(stateOf(clone), before);
			};
			checkRelease(root, '99.0.0');
			refused('99.0', /not a version such as 1\.2\.3: 99\.0/);
			refused('99.0.0-rc1', /not a version/);
			refused('0.0.9', /0\.0\.9 is older than/);
			git('tag', 'v99.0.0');
			refused('99.0.0', /the tag v99\.0\.0 exists/);
			writeFileSync(join(root, 'README.md'), 'changed');
			refused('99.1.0', /commit or remove these first:\n.*README\.md/);
			git('checkout', '--quiet', 'README.md');
			commit('CHANGELOG.md', (text) => text.replace('### Added\n\n- A release.\n', ''));
			refused('99.1.0', /nothing under Unreleased/);
		});
	});

	QUnit.test('a release that fails midway takes its commit and its tag back', (assert) => {
		withClone((clone, folder) => {
			const { root, commit } = clone;
			const feed = { keys: join(folder, 'keys'), folder: join(folder, 'feed') };
			assert.throws(() => release(root, '1.2.3', DATE, feed), /key-build is missing/);
			createKeys(feed.keys);
			mkdirSync(join(feed.folder, 'opkg'), { recursive: true });
			writeFileSync(join(feed.folder, 'opkg/other_1_all.ipk'), 'not ours');
			const before = stateOf(clone);
			assert.throws(() => release(root, '1.2.3', DATE, feed), /other_1_all\.ipk was not built here/);
			assert.deepEqual(stateOf(clone), before);
			commit(RECIPE, (text) => text.replace('+luci-base', '@MISSING'));
			const broken = stateOf(clone);
			assert.throws(() => release(root, '1.2.3', DATE), /only make understands: @MISSING/);
			assert.deepEqual(stateOf(clone), broken);
		});
	});
});
