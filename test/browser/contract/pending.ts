import rpc from 'luci/rpc';
import uci from 'luci/uci';

/** The option that the contract stores for a moment: it means nothing to firewall4. */
export const TRIED = 'nft_offload_contract';
export const SECTION = '@defaults[0]';

const revert = rpc.declare<number, [string]>({
	object: 'uci',
	method: 'revert',
	params: ['config'],
	reject: true,
});

/** What waits to be applied of the option: 'set' or 'remove' and the value. */
export async function ownChanges(): Promise<Array<[operation: string, value: string | null]>> {
	const { firewall = [] } = await uci.changes();
	return firewall
		.filter(([, , option]) => option === TRIED)
		.map(([operation, , , value]) => [operation!, value ?? null]);
}

/** Takes back what this login has saved but not applied. */
export async function dropChanges(): Promise<void> {
	uci.unload('firewall');
	if ('firewall' in (await uci.changes())) await revert('firewall');
}
