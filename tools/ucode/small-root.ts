import { filesBelow, type PackageFile } from '../package/payload.ts';
import { isUcode } from './files.ts';
import { shrink } from './shrink.ts';

/** Where the router half lies as packages install it, from the root of the repository. */
export const SMALL_ROOT = 'openwrt/luci-app-nft-offload/root';

/** The files of the folder root/ as packages install them: ucode programs made small, all others as they are. */
export function smallRoot(folder: string): PackageFile[] {
	return filesBelow(folder, '').map((file) => {
		// One character a byte, so that bytes stay as they are.
		const text = Buffer.from(file.data).toString('latin1');
		return isUcode(file.path, text) ? { ...file, data: Buffer.from(shrink(text), 'latin1') } : file;
	});
}
