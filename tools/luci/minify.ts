import type { Plugin } from 'rollup';
import { minify } from 'terser';
import { WRAPPER_NAMES } from './luci-module.ts';

/**
 * Rollup plugin that makes a bundle as small as terser can, before it is framed as a LuCI module. Names of required modules stay as they
 * are: LuCI reads only those that begin with a letter.
 */
export function minifyBundle(): Plugin {
	return {
		name: 'minify-bundle',
		async renderChunk(code) {
			const required = [...code.matchAll(/^import (?:\* as )?(\w+) from/gm)].map(([, name]) => name ?? '');
			const small = await minify(code, {
				module: true,
				ecma: 2020,
				compress: { passes: 3 },
				mangle: { reserved: [...WRAPPER_NAMES, ...required] },
				format: { comments: false },
			});
			return { code: small.code ?? '', map: null };
		},
	};
}
