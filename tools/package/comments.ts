/**
 * A ucode program without its comments and empty lines, as it goes onto the router's small flash: they are a third of it. Only comments that have lines
 * of their own go. The recipe of the OpenWrt package does the same with sed, so the rules here are no cleverer than sed's.
 */
export function stripComments(program: string): string {
	let inside = false;
	const kept = program.split('\n').filter((line) => {
		if (inside) {
			inside = !line.includes('*/');
			return false;
		}
		if (/^[\t ]*\/\*.*\*\//.test(line) || /^[\t ]*\/\//.test(line)) return false;
		inside = /^[\t ]*\/\*/.test(line);
		return !inside && line !== '';
	});
	return kept.map((line) => `${line}\n`).join('');
}

/** Whether a file of the package is a ucode program: a module, or a script that says so in its first line. */
export function isUcode(path: string, text: string): boolean {
	return path.endsWith('.uc') || /^#!.*\bucode\n/.test(text);
}
