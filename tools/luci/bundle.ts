import { join, relative } from 'node:path';
import { rollup } from 'rollup';
import esbuild from 'rollup-plugin-esbuild';
import { frameLuciModule, type SharedModules } from './luci-module.ts';

/** A file that LuCI loads: its path below htdocs/luci-static/resources and its text. */
export interface LuciFile {
	path: string;
	text: string;
}

const APP = 'nft-offload';

/** Code that several pages need; each becomes one LuCI module, which the browser fetches once. */
const SHARED = {
	model: 'src/model/index.ts',
	conflicts: 'src/model/conflicts/index.ts',
	connections: 'src/model/connections/index.ts',
	ui: 'src/ui/index.ts',
	router: 'src/rpc/backend.ts',
	actions: 'src/view/overview/actions.ts',
	faults: 'src/model/known-faults.ts',
	memory: 'src/view/memory/index.ts',
};

/** Where the generated files lie, from the root of the repository. Packages install them as they are. */
export const HTDOCS = 'htdocs';

/**
 * Builds every LuCI module of the project found below `root`: pages, widget and shared modules. The same sources give the same bytes on every machine.
 */
export async function bundleLuciFiles(root: string): Promise<LuciFile[]> {
	const shared = sharedModules(root);
	const files: LuciFile[] = [];
	for (const [source, module] of [...shared, ...pages(root)]) {
		files.push({ path: `${module}.js`, text: await bundle(root, source, shared) });
	}
	return files;
}

/** One view on its own, `entry` being its file: for tests of a part of a page. It uses the shared modules that the router serves. */
export function bundleView(root: string, entry: string): Promise<string> {
	return bundle(root, entry, sharedModules(root));
}

function sharedModules(root: string): SharedModules {
	return new Map(Object.entries(SHARED).map(([name, source]) => [join(root, source), `${APP}/${name}`]));
}

/** The page modules: source file (absolute) and the name under which LuCI looks for the module. */
function pages(root: string): Array<[string, string]> {
	const names = ['connections', 'overview', 'report'];
	return [
		...names.map((name): [string, string] => [join(root, `src/view/${name}/page.ts`), `view/${APP}/${name}`]),
		[join(root, 'src/view/widget.ts'), `view/status/include/35_${APP}`],
	];
}

async function bundle(root: string, entry: string, shared: SharedModules): Promise<string> {
	const typescript = esbuild({ target: 'es2021', tsconfig: false, charset: 'utf8' });
	const bundled = await rollup({
		input: entry,
		plugins: [frameLuciModule(shared), typescript],
		onwarn(warning) {
			throw new Error(`${entry}: ${warning.message}`);
		},
	});
	const { output } = await bundled.generate({ format: 'es' });
	await bundled.close();
	const source = relative(root, entry);
	const header = `// Generated from ${source} by \`npm run build\`: change the source, not this file.\n`;
	return header + output[0].code;
}
