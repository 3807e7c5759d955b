import { loadModule } from '../../../../tools/ucode/load.ts';
import { hostWith, SEARCH_PATH } from './host.ts';

/** What a module of the backend exports, such as `methods.summary`, on a router that has nothing. */
export function load<T>(name: string): T {
	return loadModule<T>(`nft-offload.${name}`, { host: hostWith({}), searchPath: SEARCH_PATH });
}
