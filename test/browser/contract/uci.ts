import uci from 'luci/uci';
import * as rpcd from '../../../src/rpc/uci.ts';
import { type Contract, outcomeOf } from './clause.ts';
import { dropChanges, ownChanges, SECTION, TRIED } from './pending.ts';
import { callsOf, postsDuring } from './posts.ts';

type Member = keyof typeof uci;

export const members: Contract<Exclude<Member, 'save'>> = {
	async add(expect) {
		await uci.load('firewall');
		expect('gives its name', uci.add('firewall', 'include', TRIED), TRIED);
		uci.set('firewall', TRIED, 'type', 'script');
		expect('options can be set in it', uci.get('firewall', TRIED, 'type'), 'script');
		uci.remove('firewall', TRIED);
		expect('and it can go again', uci.get('firewall', TRIED, 'type') ?? null, null);
		uci.unload('firewall');
	},
	async remove(expect) {
		await uci.load('firewall');
		const name = String(uci.sections('firewall', 'zone')[0]?.['.name']);
		uci.remove('firewall', name);
		expect('is seen at once', uci.get('firewall', name, 'name') ?? null, null);
		uci.unload('firewall');
	},
	async load(expect) {
		uci.unload(['firewall', 'luci']);
		expect('names what it loads', await uci.load(['firewall', 'luci']), ['firewall', 'luci']);
		const posts = await postsDuring(() => uci.load(['firewall', 'luci']));
		expect('what is loaded is not asked for again', posts, []);
		const missing = await outcomeOf(() => uci.load('no_such_config'));
		expect('a config that cannot be read rejects', /ubus code [46]/.test(missing), true);
	},
	async unload(expect) {
		await uci.load('firewall');
		uci.set('firewall', SECTION, TRIED, '1');
		uci.unload('firewall');
		const posts = await postsDuring(() => uci.load('firewall'));
		expect('is asked for anew', posts.map(callsOf), [['uci get']]);
		expect('and forgets what was set', uci.get('firewall', SECTION, TRIED) ?? null, null);
	},
	async get(expect) {
		await uci.load('firewall');
		const [defaults] = uci.sections('firewall', 'defaults');
		const name = String(defaults?.['.name']);
		expect('by the name of the section', uci.get('firewall', name, 'input'), defaults?.input);
		expect('by its type and place', uci.get('firewall', SECTION, 'input'), defaults?.input);
		expect('from the end', uci.get('firewall', '@defaults[-1]', 'input'), defaults?.input);
		expect('what is not set', uci.get('firewall', SECTION, TRIED) ?? null, null);
		expect('where there is no section', uci.get('firewall', '@no_such_type[0]', TRIED), null);
	},
	async sections(expect) {
		await uci.load('firewall');
		const zones = uci.sections('firewall', 'zone');
		expect('only of the type', [...new Set(zones.map((zone) => zone['.type']))], ['zone']);
		const places = zones.map((zone) => zone['.index']);
		expect('in their order', places, [...places.keys()]);
		expect('none of a type that is missing', uci.sections('firewall', 'no_such_type'), []);
	},
	async set(expect) {
		await uci.load('firewall');
		const posts = await postsDuring(async () => uci.set('firewall', SECTION, TRIED, '1'));
		expect('is seen at once', uci.get('firewall', SECTION, TRIED), '1');
		expect('but not sent', posts, []);
		expect('sections see it', uci.sections('firewall', 'defaults')[0]?.[TRIED], '1');
		uci.set('firewall', SECTION, TRIED, '');
		expect('an empty value removes', uci.get('firewall', SECTION, TRIED) ?? null, null);
		uci.set('firewall', '@no_such_type[0]', TRIED, '1');
		uci.unload('firewall');
	},
	async unset(expect) {
		await uci.load('firewall');
		uci.unset('firewall', SECTION, 'input');
		expect('is seen at once', uci.get('firewall', SECTION, 'input'), null);
		uci.unload('firewall');
	},
	async changes(expect) {
		const pending = await uci.changes();
		expect('lists by config', Object.values(pending).every(Array.isArray), true);
	},
};

/** Clauses that change the router's configuration for a moment; with rpcd's own calls for an apply that can be taken back. */
export const changing: Contract<'add' | 'save' | keyof typeof rpcd> = {
	async add(expect) {
		try {
			await uci.load('firewall');
			uci.add('firewall', 'include', TRIED);
			uci.set('firewall', TRIED, 'type', 'script');
			await uci.save();
			const { firewall = [] } = await uci.changes();
			expect('a section with its options', firewall, [
				['set', TRIED, 'include'],
				['set', TRIED, 'type', 'script'],
			]);
			expect('is loaded', uci.get('firewall', TRIED, 'type'), 'script');
			uci.remove('firewall', TRIED);
			await uci.save();
			expect('and gone', uci.get('firewall', TRIED, 'type') ?? null, null);
		} finally {
			await dropChanges();
		}
	},
	async save(expect) {
		try {
			await uci.load('firewall');
			uci.set('firewall', SECTION, TRIED, '1');
			const posts = await postsDuring(() => uci.save());
			// The page's header asks for the changes whenever it likes.
			const calls = posts.flatMap(callsOf).filter((call) => call !== 'uci changes');
			expect('sends the change, then reads the config again', calls, ['uci set', 'uci get']);
			expect('it waits to be applied', await ownChanges(), [['set', '1']]);
			expect('and is loaded', uci.get('firewall', SECTION, TRIED), '1');
			uci.unset('firewall', SECTION, TRIED);
			await uci.save();
			expect('so is its removal', await ownChanges(), [
				['set', '1'],
				['remove', null],
			]);
		} finally {
			await dropChanges();
		}
	},
	async apply(expect) {
		const nothing = await outcomeOf(() => rpcd.apply(30, true));
		expect('nothing to apply', /ubus code 5/.test(nothing), true);
		try {
			await store('1');
			expect('applies', await rpcd.apply(30, true), 0);
			expect('nothing waits meanwhile', await ownChanges(), []);
			const second = await outcomeOf(() => rpcd.apply(30, true));
			expect('one at a time', /ubus code 6/.test(second), true);
			const revert = await outcomeOf(() => rpcd.revert('firewall'));
			expect('nothing can be reverted meanwhile', /ubus code 6/.test(revert), true);
			await rpcd.confirm();
		} finally {
			await takeBack();
		}
	},
	async confirm(expect) {
		const nothing = await outcomeOf(() => rpcd.confirm());
		expect('nothing to confirm', /ubus code 5/.test(nothing), true);
		try {
			await store('1');
			await rpcd.apply(30, true);
			expect('confirms', await rpcd.confirm(), 0);
			uci.unload('firewall');
			await uci.load('firewall');
			expect('and the value stays', uci.get('firewall', SECTION, TRIED), '1');
		} finally {
			await takeBack();
		}
	},
	async rollback(expect) {
		const nothing = await outcomeOf(() => rpcd.rollback());
		expect('nothing to take back', /ubus code 5/.test(nothing), true);
		try {
			await store('1');
			await rpcd.apply(30, true);
			expect('takes back', await rpcd.rollback(), 0);
			expect('and saves the change again', await ownChanges(), [['set', '1']]);
		} finally {
			await takeBack();
		}
	},
	async revert(expect) {
		try {
			await store('1');
			expect('forgets', await rpcd.revert('firewall'), 0);
			expect('what was saved', await ownChanges(), []);
			expect('nothing is no mistake', await rpcd.revert('firewall'), 0);
		} finally {
			await takeBack();
		}
	},
};

async function store(value: string | null): Promise<void> {
	await uci.load('firewall');
	if (value === null) uci.unset('firewall', SECTION, TRIED);
	else uci.set('firewall', SECTION, TRIED, value);
	await uci.save();
}

/** Removes the option again, for good. */
async function takeBack(): Promise<void> {
	await dropChanges();
	await uci.load('firewall');
	if (uci.get('firewall', SECTION, TRIED) == null) return;
	await store(null);
	await rpcd.apply(30, true);
	await rpcd.confirm();
}
