/** Where the parts of the repository lie that the emulated router serves and runs. */
import { fileURLToPath } from 'node:url';
import { HTDOCS } from '../../tools/luci/bundle.ts';
import { SMALL_ROOT } from '../../tools/ucode/small-root.ts';

function inRepository(path: string): string {
	return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

/** What packages install, so that tests are about what ships. */
export const PATHS = {
	htdocs: inRepository(HTDOCS.small),
	root: inRepository(SMALL_ROOT),
	acls: inRepository(`${SMALL_ROOT}/usr/share/rpcd/acl.d`),
	menus: inRepository(`${SMALL_ROOT}/usr/share/luci/menu.d`),
	plugins: inRepository(`${SMALL_ROOT}/usr/libexec/rpcd`),
	ucode: inRepository(`${SMALL_ROOT}/usr/share/ucode`),
	translations: inRepository('po'),
	/** Configuration of the emulated router. */
	data: inRepository('test/data/router'),
	/** Recorded tables of real kernels. */
	recordings: inRepository('test/data'),
	runtime: inRepository('test/emulator/luci'),
} as const;
