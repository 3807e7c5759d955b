/**
 * Fetches one of our LuCI modules, once. null: the router does not send it; LuCI remembers such a failure until the page is loaded again.
 */
export function loadModule<T>(name: string): Promise<T | null> {
	return L.resolveDefault<T, null>(L.require(`nft-offload.${name}`), null);
}
