import rpc from 'luci/rpc';

/**
 * rpcd's calls for a change that is taken back unless it is confirmed (rpcd uci.c). LuCI has functions for some of them, but sends
 * those with the next frame, which a hidden tab never draws: an end that must be in time cannot wait for it. Each rejects with
 * LuCI's Error, which names the ubus status (`ubusStatus`).
 */

/** Applies all saved changes of this session, and rolls them back after `timeout` seconds. 5: there are none; 6: another apply waits. */
export const apply = uciCall<[timeout: number, rollback: boolean]>('apply', ['timeout', 'rollback']);

/** Confirms what was applied. 5: nothing waits for it; 6: another session has applied. */
export const confirm = uciCall<[]>('confirm');

/** Takes back at once what was applied, and makes it saved changes again. 5 and 6 as above. */
export const rollback = uciCall<[]>('rollback');

/** Forgets the saved changes of a config. 6: an apply of anybody waits for its confirmation. */
export const revert = uciCall<[config: string]>('revert', ['config']);

function uciCall<Arguments extends unknown[]>(method: string, params: string[] = []) {
	return rpc.declare<number, Arguments>({ object: 'uci', method, params, reject: true, nobatch: true });
}
