/** Who calls: two logins of the administrator, one that may only read, and nobody. */
export type Caller = 'root' | 'other' | 'reader' | 'nobody';

export interface Step {
	as: Caller;
	object: string;
	method: string;
	args: object;
	/** What is kept of the reply. 'names': the names of its parts, where the values differ from router to router. Default: all. */
	keep?: 'names' | 'nothing';
}

/** The option that is stored for a moment: it means nothing to firewall4. */
export const OPTION = 'nft_offload_contract';
const at = { config: 'firewall', section: '@defaults[0]' };
const PLUGIN = 'luci.nft-offload';

const step =
	(as: Caller) =>
	(object: string, method: string, args: object = {}, keep?: Step['keep']): Step => ({
		as,
		object,
		method,
		args,
		...(keep && { keep }),
	});
const root = step('root');
const other = step('other');
const reader = step('reader');
const nobody = step('nobody');

const get = (as = root) => as('uci', 'get', { ...at, option: OPTION });
const set = (value: unknown, as = root) => as('uci', 'set', { ...at, values: { [OPTION]: value } });
const remove = (as = root) => as('uci', 'delete', { ...at, options: [OPTION] });
const changes = (as = root) => as('uci', 'changes');
const revert = (as = root) => as('uci', 'revert', { config: 'firewall' });
const apply = (rollback: boolean, as = root) => as('uci', 'apply', { timeout: 30, rollback });
const confirm = (as = root) => as('uci', 'confirm');
const rollback = (as = root) => as('uci', 'rollback');

/** Scenes in the order in which they are played; each leaves the router as it was. */
export const SCENES: Record<string, Step[]> = {
	'what is saved waits with the login that saved it': [
		get(),
		set('1'),
		get(),
		get(other),
		changes(),
		root('uci', 'changes', { config: 'firewall' }),
		changes(other),
		set('1'),
		remove(),
		get(),
		remove(),
		set(['a', 'b']),
		get(),
		changes(),
		set(''),
		set(7),
		set(true),
		get(),
		revert(),
		get(),
		changes(),
	],
	'what cannot be saved': [
		root('uci', 'set', { ...at, section: 'no_such_section', values: { [OPTION]: '1' } }),
		root('uci', 'set', { ...at, section: '@no_such_type[0]', values: { [OPTION]: '1' } }),
		root('uci', 'set', { ...at, config: 'no_such_config', values: { [OPTION]: '1' } }),
		root('uci', 'set', { ...at, values: { 'no-option!': '1' } }),
		root('uci', 'set', { ...at, values: {} }),
		root('uci', 'set', at),
		root('uci', 'set', { ...at, section: 'no section!', values: { [OPTION]: '1' } }),
		root('uci', 'set', { ...at, section: 7, values: { [OPTION]: '1' } }),
		root('uci', 'get', { config: 'no_such_config' }),
		root('uci', 'get', {}),
		root('uci', 'get', { ...at, section: 'no_such_section' }),
		root('uci', 'delete', { ...at, section: 'no_such_section' }),
		root('uci', 'revert', { config: 'no_such_config' }),
		root('uci', 'changes', { config: 'no_such_config' }),
		changes(),
	],
	'nothing to apply': [apply(true), apply(false), confirm(), rollback()],
	'applied and confirmed by its own login only': [
		set('1'),
		apply(true),
		changes(),
		get(),
		get(other),
		apply(true),
		apply(true, other),
		revert(),
		set('2', other),
		revert(other),
		confirm(other),
		rollback(other),
		confirm(),
		confirm(),
		revert(other),
		get(other),
		remove(),
		apply(true),
		confirm(),
		get(),
	],
	'taken back': [
		set('1'),
		apply(true),
		rollback(),
		get(other),
		changes(),
		get(),
		revert(),
		changes(),
		rollback(),
	],
	'an unchecked apply of another login makes a trial last': [
		set('1'),
		apply(true),
		apply(false, other),
		rollback(),
		get(other),
		revert(),
		remove(),
		apply(false),
		confirm(),
		get(other),
	],
	'who may only read': [
		reader('uci', 'get', { ...at, option: OPTION }),
		set('1', reader),
		remove(reader),
		changes(reader),
		revert(reader),
		apply(true, reader),
		confirm(reader),
		rollback(reader),
		reader('uci', 'add', { config: 'firewall', type: 'rule' }),
		reader('session', 'access', { scope: 'uci', object: 'firewall', function: 'write' }),
		reader('session', 'access', { scope: 'access-group', object: 'luci-app-nft-offload', function: 'write' }),
		reader('session', 'access', { scope: 'access-group', object: 'luci-app-nft-offload', function: 'read' }),
		reader('luci-rpc', 'getHostHints', {}, 'nothing'),
	],
	'who has no login': [
		nobody('uci', 'get', at),
		set('1', nobody),
		apply(true, nobody),
		nobody('luci', 'getFeatures', {}, 'nothing'),
		nobody('session', 'access', { scope: 'uci', object: 'luci', function: 'read' }),
		nobody('luci-rpc', 'getHostHints'),
	],
	'objects and methods that are not there': [
		root('no.such.object', 'call'),
		nobody('no.such.object', 'call'),
		root('uci', 'no_such_method'),
		root('uci', 'commit', { config: 'firewall' }),
		root('session', 'destroy'),
	],
	'the router half': [
		// What the replies hold is the backend's own, and checked against its types elsewhere: here only rpcd's part counts.
		...(['counters', 'status', 'private_names'] as const).flatMap((method) => [
			root(PLUGIN, method, {}, 'nothing'),
			reader(PLUGIN, method, {}, 'nothing'),
			nobody(PLUGIN, method),
		]),
		root(PLUGIN, 'connections', { limit: 5 }, 'nothing'),
		reader(PLUGIN, 'connections', { limit: 5, filter: { protocol: 'tcp' } }, 'nothing'),
		root(PLUGIN, 'connections', { limit: 'five' }, 'nothing'),
		root(PLUGIN, 'counters', { no_such_argument: 1 }, 'nothing'),
		root(PLUGIN, 'dry_run', { mode: 'no_such_mode' }),
		reader(PLUGIN, 'dry_run', { mode: 'software' }),
		// As recorded: rpcd refuses by the name of the method, whatever its arguments are.
		reader(PLUGIN, 'trial_start', { seconds: 120 }),
		reader(PLUGIN, 'trial_end'),
		root(PLUGIN, 'no_such_method'),
	],
};
