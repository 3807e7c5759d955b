import rpc from 'luci/rpc';
import { type Contract, outcomeOf } from './clause.ts';
import { callsOf, postsDuring } from './posts.ts';

const changes = rpc.declare<Record<string, unknown>>({
	object: 'uci',
	method: 'changes',
	expect: { changes: {} },
	reject: true,
});
const reply = rpc.declare<{ access: boolean }, [string, string, string]>({
	object: 'session',
	method: 'access',
	params: ['scope', 'object', 'function'],
	reject: true,
});
const access = rpc.declare<boolean, [string, string, string]>({
	object: 'session',
	method: 'access',
	params: ['scope', 'object', 'function'],
	expect: { access: false },
	reject: true,
});
const missingPart = rpc.declare<string[], [string, string, string]>({
	object: 'session',
	method: 'access',
	params: ['scope', 'object', 'function'],
	expect: { nothing: ['the default'] },
	reject: true,
});
const otherType = rpc.declare<string, [string, string, string]>({
	object: 'session',
	method: 'access',
	params: ['scope', 'object', 'function'],
	expect: { access: 'the default' },
	reject: true,
});
const alone = rpc.declare<boolean, [string, string, string]>({
	object: 'session',
	method: 'access',
	params: ['scope', 'object', 'function'],
	expect: { access: false },
	reject: true,
	nobatch: true,
});
const noObject = rpc.declare({ object: 'no.such.object', method: 'call', reject: true });
const noRight = rpc.declare({ object: 'session', method: 'destroy', reject: true });
const noConfig = rpc.declare<object, [string]>({
	object: 'uci',
	method: 'get',
	params: ['config'],
	expect: { values: {} },
	reject: true,
});

/** Every login may read this config, which LuCI itself asks for. */
const READABLE: [string, string, string] = ['uci', 'luci', 'read'];

export const members: Contract<keyof typeof rpc> = {
	async declare(expect) {
		expect('the whole reply', await reply(...READABLE), { access: true });
		expect('the part that is expected', await access(...READABLE), true);
		expect('the default where the part is missing', await missingPart(...READABLE), ['the default']);
		expect('the default where the part has another type', await otherType(...READABLE), 'the default');
		expect('arguments by their names', await access('uci', 'no_such_config', 'write'), false);

		const denied =
			/^RPCError: RPC call to (\S+) failed with error -3200[02]: (Object not found|Access denied)$/;
		expect('a missing object rejects', denied.exec(await outcomeOf(noObject))?.[1], 'no.such.object/call');
		expect('a missing right rejects', denied.exec(await outcomeOf(noRight))?.[1], 'session/destroy');
		const refused = await outcomeOf(() => noConfig('no_such_config'));
		expect(
			'a ubus status rejects, whatever is expected',
			/^RPCError: RPC call to uci\/get failed with ubus code [46]: \S/.test(refused),
			true
		);

		const together = await postsDuring(() => Promise.all([access(...READABLE), changes()]));
		expect('calls of one moment travel in one request', together.map(callsOf), [
			['session access', 'uci changes'],
		]);
		const mixed = await postsDuring(() => Promise.all([access(...READABLE), alone(...READABLE), changes()]));
		expect('nobatch goes alone and first', mixed.map(callsOf), [
			['session access'],
			['session access', 'uci changes'],
		]);
		const settled = await Promise.allSettled([noObject(), access(...READABLE)]);
		expect(
			'one that fails leaves the others of its request alone',
			settled.map(({ status }) => status),
			['rejected', 'fulfilled']
		);
	},
};
