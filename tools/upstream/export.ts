import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ANSWERS_PAGE, answersPage } from '../docs/answers-page.ts';
import { compareBytes, dataFile, filesBelow, type PackageFile, textFile } from '../package/payload.ts';
import { readRecipe } from '../package/recipe.ts';
import { isUcode } from '../ucode/files.ts';
import { withoutPointers } from './comments.ts';
import { lucimkRecipe } from './makefile.ts';
import { readableModules } from './modules.ts';
import { printTemplate } from './template.ts';
import { fillText, type People } from './texts.ts';

/** Where the app lies in openwrt/luci. */
export const FOLDER = 'applications/luci-app-nft-offload';

const LICENSE = 'SPDX-License-Identifier: Apache-2.0';

/** Every file that openwrt/luci would take, by its path below FOLDER, sorted: what is compiled, as source; no translation. */
export async function readExport(root: string, people: People): Promise<PackageFile[]> {
	const modules = await readableModules(root);
	const installed = [
		...modules.map(({ path, text }) => moduleFile(`htdocs/luci-static/resources/${path}`, text)),
		textFile(`htdocs/luci-static/resources/${ANSWERS_PAGE}`, answersPage(root)),
		...filesBelow(join(root, 'root'), 'root/').map(backendFile),
	].sort(byPath);
	return [
		...installed,
		textFile('Makefile', lucimkRecipe(readRecipe(root), people.maintainer)),
		textFile('po/templates/nft-offload.pot', printTemplate(FOLDER, installed)),
		textFile('README.md', fillText(root, 'README.md', people)),
		dataFile('screenshot.png', readFileSync(join(root, 'docs/screenshots/overview-light.png'))),
	].sort(byPath);
}

function byPath(a: PackageFile, b: PackageFile): number {
	return compareBytes(a.path, b.path);
}

function moduleFile(path: string, text: string): PackageFile {
	return textFile(path, withoutPointers(path, text));
}

function backendFile({ path, mode, data }: PackageFile): PackageFile {
	const text = Buffer.from(data).toString('utf8');
	if (isUcode(path, text))
		return textFile(path, licensed(withoutPointers(path, text), `// ${LICENSE}`), mode);
	if (text.startsWith('#!')) return textFile(path, licensed(text, `# ${LICENSE}`), mode);
	return path.endsWith('.json') ? textFile(path, spacedLists(text), mode) : dataFile(path, data, mode);
}

/** The licence comes first, or second to the line that names the interpreter. */
function licensed(text: string, line: string): string {
	const [, interpreter = '', rest = ''] = /^(#![^\n]*\n)?(.*)$/s.exec(text) ?? [];
	return `${interpreter}${line}\n${rest}`;
}

/** `[ "a" ]`, as LuCI writes lists on one line. */
function spacedLists(json: string): string {
	return json.replace(/\[("[^\n[\]]*")\]/g, '[ $1 ]');
}
