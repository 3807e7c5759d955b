import { join, relative } from 'node:path';
import { type Plugin, rollup } from 'rollup';
import esbuild from 'rollup-plugin-esbuild';
import { frameLuciModule, type SharedModules } from './luci-module.ts';
import { findScanHazards } from './scan-safety.ts';

/** A file that LuCI loads: its path below htdocs/luci-static/resources and its text. */
export interface LuciFile {
	path: string;
	text: string;
}

const APP = 'nft-offload';

/** Code that several pages need; each becomes one LuCI module, which the browser fetches once. */
const SHARED = {
	model: 'src/model/index',
	conflicts: 'src/model/conflicts/index',
	connections: 'src/model/connections/index',
	ui: 'src/ui/index',
	router: 'src/rpc/backend',
	actions: 'src/view/overview/actions',
	engines: 'src/model/engine-words',
	faults: 'src/model/known-faults',
	memory: 'src/view/memory/index',
	result: 'src/model/measurement-result',
};

/** Where the generated files lie, from the root of the repository. Packages install them as they are. */
export const HTDOCS = 'htdocs';

/** What the sources are written in, and how a module of theirs begins. */
export interface Language {
	extension: string;
	plugins: Plugin[];
	header(source: string): string;
}

/** Fields of classes become assignments, as the compiler has them for ES2021: without helper functions. */
const ASSIGNED_FIELDS = { compilerOptions: { useDefineForClassFields: false } };

const TYPESCRIPT: Language = {
	extension: '.ts',
	plugins: [esbuild({ target: 'es2021', tsconfig: false, charset: 'utf8', tsconfigRaw: ASSIGNED_FIELDS })],
	header: (source) => `// Generated from ${source} by \`npm run build\`: change the source, not this file.\n`,
};

/**
 * Builds every LuCI module of the project found below `root`: pages, widget and shared modules. The same sources give the same bytes on every machine.
 */
export async function bundleLuciFiles(root: string, language = TYPESCRIPT): Promise<LuciFile[]> {
	const shared = sharedModules(root, language);
	const files: LuciFile[] = [];
	for (const [source, module] of [...shared, ...pages(root, language)]) {
		const text = await bundle(root, source, shared, language);
		const ends = findScanHazards(text);
		if (ends.length > 0)
			throw new Error(`${source}: LuCI's i18n-scan.pl would end here:\n${ends.join('\n')}`);
		files.push({ path: `${module}.js`, text });
	}
	return files;
}

/** One view on its own, `entry` being its file: for tests of a part of a page. It uses the shared modules that the router serves. */
export function bundleView(root: string, entry: string): Promise<string> {
	return bundle(root, entry, sharedModules(root, TYPESCRIPT), TYPESCRIPT);
}

function sharedModules(root: string, { extension }: Language): SharedModules {
	const modules = Object.entries(SHARED);
	return new Map(modules.map(([name, source]) => [join(root, source + extension), `${APP}/${name}`]));
}

/** The page modules: source file (absolute) and the name under which LuCI looks for the module. */
function pages(root: string, { extension }: Language): Array<[string, string]> {
	const names = ['connections', 'overview', 'report'];
	return [
		...names.map((name): [string, string] => [
			join(root, `src/view/${name}/page${extension}`),
			`view/${APP}/${name}`,
		]),
		[join(root, `src/view/widget${extension}`), `view/status/include/35_${APP}`],
	];
}

async function bundle(
	root: string,
	entry: string,
	shared: SharedModules,
	{ plugins, header }: Language
): Promise<string> {
	const bundled = await rollup({
		input: entry,
		plugins: [frameLuciModule(shared), ...plugins],
		onwarn(warning) {
			throw new Error(`${entry}: ${warning.message}`);
		},
	});
	const { output } = await bundled.generate({ format: 'es' });
	await bundled.close();
	return header(relative(root, entry)) + withTabs(output[0].code);
}

/** Indents by tabs, as LuCI does, which takes half the bytes. Lines of template literals begin with tabs in the sources, and stay. */
function withTabs(code: string): string {
	return code.replace(/^ +/gm, (spaces) => '\t'.repeat(spaces.length / 2) + ' '.repeat(spaces.length % 2));
}
