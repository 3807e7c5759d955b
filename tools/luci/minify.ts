import { transform } from 'esbuild';
import type { Plugin } from 'rollup';

/** A use of the name that LuCI's module wrapper passes in, so that esbuild gives it to nothing else; and what becomes of that use. */
const USE = '\nL();';
const MINIFIED_USE = /[,;]?\bL\(\);(?=export\b)/;

/**
 * Rollup plugin that makes a bundle as small as esbuild can, before it is framed as a LuCI module. Names of required modules stay as
 * they are: LuCI reads only those that begin with a letter, and esbuild would choose others.
 */
export function minifyBundle(): Plugin {
	return {
		name: 'minify-bundle',
		async renderChunk(code) {
			const imports = code.match(/^import .*\n/gm) ?? [];
			const body = code.replace(/^import .*\n/gm, '').replace(/\nexport (?!.*\nexport )/s, `${USE}$&`);
			const { code: small } = await transform(body, {
				minify: true,
				format: 'esm',
				target: 'es2021',
				charset: 'utf8',
				legalComments: 'none',
				// It would nest templates, which OpenWrt's jsmin does not understand.
				supported: { 'template-literal': false },
			});
			if (!MINIFIED_USE.test(small)) this.error('esbuild has moved the statement that keeps a name free');
			return { code: imports.join('') + small.replace(MINIFIED_USE, ';'), map: null };
		},
	};
}
