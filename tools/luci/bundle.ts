import { readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { rollup } from 'rollup';
import esbuild from 'rollup-plugin-esbuild';
import { frameLuciModule, type SharedModules } from './framing.ts';
import { uplotModule } from './third-party.ts';

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
	router: 'src/router.ts',
};

/**
 * Builds every LuCI module of the project found below `root`: pages, widget, shared modules and the chart library. The same sources give the same bytes on every machine.
 */
export async function bundleLuciFiles(root: string): Promise<LuciFile[]> {
	const shared = sharedModules(root);
	const files: LuciFile[] = [uplotModule()];
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

/**
 * Pages are the files of src/view/pages, and the widget of LuCI's status overview is src/view/widget.ts: source file (absolute) and the
 * name under which LuCI looks for the module.
 */
function pages(root: string): Array<[string, string]> {
	const folder = join(root, 'src/view/pages');
	const found = readdirSync(folder).sort();
	return [
		...found.map((file): [string, string] => [join(folder, file), `view/${APP}/${basename(file, '.ts')}`]),
		[join(root, 'src/view/widget.ts'), `view/status/include/35_${APP}`],
	];
}

async function bundle(root: string, entry: string, shared: SharedModules): Promise<string> {
	const bundled = await rollup({
		input: entry,
		plugins: [frameLuciModule(shared), esbuild({ target: 'es2021', tsconfig: false, charset: 'utf8' })],
		onwarn(warning) {
			throw new Error(`${entry}: ${warning.message}`);
		},
	});
	const { output } = await bundled.generate({ format: 'es' });
	await bundled.close();
	const header = `// Generated from ${relative(root, entry)} by \`npm run build\`: change the source, not this file.\n`;
	return header + output[0].code;
}
