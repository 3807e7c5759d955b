/** The blocks of docs/linux-server.md. A block that runs in the guest has a comment before it: `<!-- Runs: software -->`. */

/** Where a block runs, and how. */
export interface Block {
	/** null: nowhere. */
	part: 'software' | 'hardware' | null;
	language: string;
	/** The lines of the block. */
	text: string;
	/** The file that the block is; null for commands. */
	file: string | null;
	/** Whether connections are open while it runs. */
	traffic: boolean;
}

/** All blocks in their order. A comment that says something else is an error. */
export function blocksOf(document: string): Block[] {
	const found = document.matchAll(/(?:<!-- Runs: ([^>]*) -->\n)?^```(\w*)\n([\s\S]*?)^```$/gm);
	return [...found].map(([, runs, language = '', text = '']) => ({ language, text, ...readComment(runs) }));
}

function readComment(runs: string | undefined): Pick<Block, 'part' | 'file' | 'traffic'> {
	if (runs === undefined) return { part: null, file: null, traffic: false };
	const [, part, file = null, traffic] =
		/^(software|hardware)(?:, as (\/\S+)|(, with traffic))?$/.exec(runs) ?? [];
	if (!part) throw new Error(`"Runs: ${runs}" is unknown`);
	return { part: part as 'software' | 'hardware', file, traffic: traffic !== undefined };
}
