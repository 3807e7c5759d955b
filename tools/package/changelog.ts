/** The text under the heading of `version` in a changelog in the form of https://keepachangelog.com; undefined where it has none. */
export function releaseNotes(changelog: string, version: string): string | undefined {
	const section = changelog.split(/^## /m).find((part) => part.startsWith(`[${version}]`));
	return section?.slice(section.indexOf('\n') + 1).trim();
}

/** The changelog with what stood under "Unreleased" given to `version` and `date` (such as 2026-01-31). */
export function releaseChangelog(changelog: string, version: string, date: string): string {
	const heading = '## [Unreleased]\n';
	if (!releaseNotes(changelog, 'Unreleased')) throw new Error('the changelog has nothing under Unreleased');
	return changelog.replace(heading, `${heading}\n## [${version}] - ${date}\n`);
}
