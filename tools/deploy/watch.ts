import { watch } from 'node:fs';

/** Milliseconds without a change after which editors have written everything. */
const QUIET = 300;

/** Calls `run` after changes below the folders, once for changes that come together, and never twice at a time. Returns what ends it. */
export function watchFolders(folders: string[], run: () => Promise<void>): () => void {
	let timer: NodeJS.Timeout | undefined;
	let running: Promise<void> = Promise.resolve();
	const changed = () => {
		clearTimeout(timer);
		timer = setTimeout(() => {
			running = running.then(run);
		}, QUIET);
	};
	const watchers = folders.map((folder) => watch(folder, { recursive: true }, changed));
	return () => {
		clearTimeout(timer);
		for (const watcher of watchers) watcher.close();
	};
}
