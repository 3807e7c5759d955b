/** Where the parts of the repository lie that the emulated router serves and runs. */
import { fileURLToPath } from 'node:url';
import { HTDOCS } from '../../tools/luci/bundle.ts';

function inRepository(path: string): string {
	return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

/** What packages install: what is reviewed runs. */
export const PATHS = {
	htdocs: inRepository(HTDOCS),
	root: inRepository('root'),
	acls: inRepository('root/usr/share/rpcd/acl.d'),
	menus: inRepository('root/usr/share/luci/menu.d'),
	plugins: inRepository('root/usr/libexec/rpcd'),
	ucode: inRepository('root/usr/share/ucode'),
	/** What a sysupgrade keeps of ours. */
	keep: inRepository('root/lib/upgrade/keep.d/luci-app-nft-offload'),
	translations: inRepository('po'),
	/** Configuration of the emulated router. */
	data: inRepository('test/data/router'),
	/** Recorded tables of real kernels. */
	recordings: inRepository('test/data'),
	runtime: inRepository('test/emulator/luci'),
} as const;
