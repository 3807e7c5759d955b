import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { LuciFile } from './bundle.ts';

const require = createRequire(import.meta.url);

/**
 * uPlot's own published file as a LuCI module of the members `uPlot` and `css`, unchanged, its licence in front. A LuCI module must
 * return a class, which a plain function is not.
 */
export function uplotModule(): LuciFile {
	const script = readFileSync(require.resolve('uplot/dist/uPlot.iife.min.js'), 'utf8');
	const css = readFileSync(require.resolve('uplot/dist/uPlot.min.css'), 'utf8');
	const lines = [
		"'require baseclass';",
		script.trim(),
		`return baseclass.extend({ uPlot: uPlot, css: ${JSON.stringify(css.trim())} });`,
	];
	return { path: 'nft-offload/uplot.js', text: `${lines.join('\n')}\n` };
}
