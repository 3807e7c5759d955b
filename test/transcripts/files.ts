import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PATHS } from '../emulator/paths.ts';

/** A folder for each release of OpenWrt. */
export const TRANSCRIPTS = join(PATHS.recordings, 'transcripts');

export function recordedReleases(): string[] {
	return readdirSync(TRANSCRIPTS, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => name)
		.sort();
}

/** A transcript of a release, such as 'calls'. */
export function readTranscript<T>(release: string, name: string): T {
	return JSON.parse(readFileSync(join(TRANSCRIPTS, release, `${name}.json`), 'utf8'));
}
