/** Exceptions from offloading: which words are taken, what ruleset they make, and that nothing is touched where anything is odd. */
import QUnit from 'qunit';
import type {
	ExceptionList,
	ExceptionState,
	InvalidException,
	Status,
} from '../../../../src/rpc/types/index.ts';
import { loadModule } from '../../../../tools/ucode/load.ts';
import type { RegexMeaning } from '../../../../tools/ucode/patterns.ts';
import { hostWith, SEARCH_PATH } from '../support/host.ts';
import { succeeded, WritableRouter } from '../support/writable.ts';

interface Config {
	parse_section(section: object): { list: ExceptionList; invalid: InvalidException[] };
	resolve(list: ExceptionList): object;
}
interface Rules {
	rules_of(exceptions: object): string[];
	exceptions_mark(exceptions: object): string;
}

const MEANINGS = ['text', 'newline'] satisfies RegexMeaning[];
const modules = MEANINGS.map((regex) => {
	const options = { host: hostWith({}), searchPath: SEARCH_PATH, regex };
	return {
		...loadModule<Config>('nft-offload.firewall.exceptions', options),
		...loadModule<Rules>('nft-offload.firewall.exceptions_rules', options),
	};
});
const [config] = modules as [Config & Rules, Config & Rules];
const rulesOf = (section: object) => config.rules_of(config.resolve(config.parse_section(section).list));

/** What must never get into a script of nft, behind a word that is valid. */
const TAILS = [
	'\n',
	'\0',
	'\t',
	' ',
	';',
	'"',
	"'",
	'\\',
	'}',
	',',
	'\n; flush ruleset',
	'\r',
	'\u00e9',
	'#',
];

QUnit.module('backend > exceptions');

QUnit.test('valid words in their one form, each once', (assert) => {
	const { list, invalid } = config.parse_section({
		device: ['AA:BB:CC:DD:EE:0F', 'aa:bb:cc:dd:ee:0f', '192.168.1.5', '2001:DB8::5'],
		network: ['203.0.113.77/24', '203.0.113.0/24', '2001:db8:ffff::/33', '198.51.100.7/32'],
		port: ['443', 'tcp/80', 'udp/3478-3481', 'tcp/5-5'],
		first_packets: '30',
	});
	assert.deepEqual(list, {
		devices: ['aa:bb:cc:dd:ee:0f', '192.168.1.5', '2001:db8:0:0:0:0:0:5'],
		networks: ['203.0.113.0/24', '2001:db8:8000:0:0:0:0:0/33', '198.51.100.7'],
		ports: ['443', 'tcp/80', 'udp/3478-3481', 'tcp/5'],
		first_packets: 30,
	});
	assert.deepEqual(invalid, []);
});

QUnit.test('a single option counts like a list; none, and 0 packets, are no exception', (assert) => {
	assert.deepEqual(config.parse_section({ device: '192.168.1.5' }).list.devices, ['192.168.1.5']);
	const none = { devices: [], networks: [], ports: [], first_packets: 0 };
	for (const section of [{}, { first_packets: '0' }, { device: [] }, { device: '', first_packets: '' }])
		assert.deepEqual(config.parse_section(section), { list: none, invalid: [] });
});

QUnit.test(
	'hostile words are refused under both meanings of a pattern, and none is dropped in silence',
	(assert) => {
		const valid = { device: 'aa:bb:cc:dd:ee:0f', network: '203.0.113.0/24', port: 'udp/3478-3481' };
		for (const { parse_section } of modules)
			for (const [option, word] of Object.entries({ ...valid, first_packets: '30' }))
				for (const hostile of TAILS.flatMap((tail) => [
					word + tail,
					tail + word,
					word.slice(0, 3) + tail + word.slice(3),
				])) {
					const value = option === 'first_packets' ? hostile : [hostile];
					const { list, invalid } = parse_section({ [option]: value });
					const words = [...list.devices, ...list.networks, ...list.ports];
					assert.deepEqual([words, list.first_packets], [[], 0], JSON.stringify(hostile));
					assert.strictEqual(invalid[0]?.option, option, JSON.stringify(hostile));
				}
	}
);

QUnit.test('words that look right and are not', (assert) => {
	const wrong = {
		device: ['aa-bb-cc-dd-ee-0f', 'aa:bb:cc:dd:ee', 'aa:bb:cc:dd:ee:0g', '192.168.1.0/24', 'tv', '1.2.3'],
		network: [
			'0.0.0.0/0',
			'::/0',
			'1.2.3.4/33',
			'2001:db8::/129',
			'1.2.3.4/',
			'1.2.3.4/8/8',
			'example.org',
			'/8',
		],
		port: [
			'0',
			'65536',
			'5-4',
			'icmp/1',
			'tcp/',
			'/5',
			'tcp/5/6',
			'1-2-3',
			'-',
			'+5',
			'0x50',
			'99999999999999999',
		],
	};
	for (const [option, words] of Object.entries(wrong))
		for (const word of words)
			assert.deepEqual(config.parse_section({ [option]: [word] }).invalid, [{ option, value: word }]);
	for (const first_packets of ['5', '31', '-10', ' 10', '10.0', '1e1', ['10']])
		assert.strictEqual(config.parse_section({ first_packets }).invalid.length, 1, String(first_packets));
});

QUnit.test('a list that is too long is refused, not cut in silence', (assert) => {
	const network = Array.from({ length: 65 }, (_, at) => `198.51.100.${at}`);
	assert.deepEqual(config.parse_section({ network }).invalid, [{ option: 'network', value: '> 64' }]);
	assert.deepEqual(config.parse_section({ network: network.slice(1) }).invalid, []);
});

QUnit.test('the rules: each condition in both directions and families, and offloading last', (assert) => {
	const section = {
		device: ['AA:BB:CC:DD:EE:0F', '192.168.1.5', '2001:db8::5'],
		network: ['203.0.113.0/24', '203.0.113.7'],
		port: ['443', 'tcp/400-443', 'udp/9'],
		first_packets: '10',
	};
	assert.deepEqual(rulesOf(section), [
		'ether saddr { aa:bb:cc:dd:ee:0f } update @nft_offload_hosts4 { ip saddr }',
		'ether saddr { aa:bb:cc:dd:ee:0f } update @nft_offload_hosts6 { ip6 saddr }',
		'ether saddr { aa:bb:cc:dd:ee:0f } return',
		'ip daddr @nft_offload_hosts4 return',
		'ip6 daddr @nft_offload_hosts6 return',
		'ip saddr { 192.168.1.5, 203.0.113.0/24 } return',
		'ip daddr { 192.168.1.5, 203.0.113.0/24 } return',
		'ip6 saddr { 2001:db8:0:0:0:0:0:5 } return',
		'ip6 daddr { 2001:db8:0:0:0:0:0:5 } return',
		'tcp dport { 400-443 } return',
		'tcp sport { 400-443 } return',
		'udp dport { 9, 443 } return',
		'udp sport { 9, 443 } return',
		'ct original packets < 10 return',
		'flow add @ft',
	]);
	assert.deepEqual(rulesOf({ first_packets: '60' }), ['ct original packets < 60 return', 'flow add @ft']);
});

QUnit.test('other exceptions have another mark', (assert) => {
	const mark = (section: object) =>
		config.exceptions_mark(config.resolve(config.parse_section(section).list));
	const marks = ['443', '444', 'tcp/443', 'udp/443', '443-444'].map((port) => mark({ port }));
	assert.strictEqual(new Set(marks).size, marks.length);
	assert.strictEqual(
		mark({ port: ['1', '2'] }),
		mark({ port: ['2', '1', '2'] }),
		'the same in another order'
	);
});

const PROGRAM = '/usr/libexec/nft-offload/exceptions';
const ERROR = '/var/run/nft-offload.exceptions';
const FLOWTABLE =
	'table inet fw4 {\n\tflowtable ft {\n\t\thook ingress priority filter\n\t\tdevices = { "br-lan", "pppoe-wan" }\n\t\tflags offload\n\t\tcounter\n\t}\n}\n';
const STOCK = 'meta l4proto { tcp, udp } flow add @ft # handle 17';
const chain = (...rules: string[]) =>
	`table inet fw4 {\n\tchain forward { # handle 2\n\t\ttype filter hook forward priority filter; policy drop;\n${rules
		.map((rule) => `\t\t${rule}\n`)
		.join('')}\t}\n}\n`;

/** A router with these exceptions, whose forward chain has these rules. */
function routerWith(options: string, rules: string[] = [STOCK], flowtable = FLOWTABLE): WritableRouter {
	return new WritableRouter({
		'/etc/config/nft-offload': `config exceptions 'exceptions'\n${options}`,
		'/etc/config/firewall': "config defaults\n\toption flow_offloading '1'\n",
	})
		.onCommand(/^nft/, () => '')
		.onCommand(/list chain inet fw4 forward/, (line) =>
			chain(...rules.map((rule) => (line.includes(' -a ') ? rule : rule.replace(/ # handle.*/, ''))))
		)
		.onCommand(/list flowtables/, () => flowtable);
}

/** The scripts that nft was given: those that it was only asked about begin with -c. */
const scriptsOf = (router: WritableRouter) =>
	router.ran.filter((line) => line.includes('delete flowtable')).map((line) => line.replace(/^nft /, ''));

const FIRST = "\toption first_packets '30'\n";

QUnit.module('backend > exceptions > the include');

QUnit.test(
	'one transaction, tried first: the rule is replaced and the flowtable made anew as it was',
	(assert) => {
		const router = routerWith(FIRST);
		assert.strictEqual(router.program(PROGRAM, 'load'), 0);
		const [tried, loaded, ...more] = scriptsOf(router);
		assert.deepEqual(more, []);
		assert.strictEqual(tried, `-c ${loaded}`);
		assert.deepEqual(
			loaded!
				.replace(/offload [0-9a-f]{8}"/, 'offload MARK"')
				.trimEnd()
				.split('\n'),
			[
				'add chain inet fw4 nft_offload',
				'flush chain inet fw4 nft_offload',
				'replace rule inet fw4 forward handle 17 meta l4proto { tcp, udp } jump nft_offload comment "nft-offload MARK"',
				'delete flowtable inet fw4 ft',
				'add flowtable inet fw4 ft { hook ingress priority 0; counter; flags offload; devices = { "br-lan", "pppoe-wan" }; }',
				'add rule inet fw4 nft_offload ct original packets < 30 return',
				'add rule inet fw4 nft_offload flow add @ft',
			]
		);
		assert.false(ERROR in router.files);
	}
);

QUnit.test('without counter and flag they are not added', (assert) => {
	const plain = FLOWTABLE.replace('\t\tflags offload\n\t\tcounter\n', '');
	const router = routerWith(FIRST, [STOCK], plain);
	router.program(PROGRAM, 'load');
	assert.true(
		scriptsOf(router)[1]!.includes('ft { hook ingress priority 0; devices = { "br-lan", "pppoe-wan" }; }')
	);
});

QUnit.test('loaded twice: our own rule is replaced', (assert) => {
	const own = 'meta l4proto { tcp, udp } jump nft_offload comment "nft-offload 0123abcd" # handle 40';
	const router = routerWith(FIRST, [own]);
	assert.strictEqual(router.program(PROGRAM, 'load'), 0);
	assert.true(scriptsOf(router)[1]!.includes('forward handle 40 '));
});

QUnit.test('no exception, or no offloading: nft changes nothing, and nothing is wrong', (assert) => {
	for (const router of [routerWith(''), routerWith(FIRST, ['counter # handle 3']), new WritableRouter({})]) {
		assert.strictEqual(router.program(PROGRAM, 'load'), 0);
		assert.deepEqual(scriptsOf(router), []);
		assert.false(ERROR in router.files);
	}
});

QUnit.test('whatever is odd leaves the ruleset alone and is told', (assert) => {
	const odd: [router: WritableRouter, told: RegExp][] = [
		[routerWith("\tlist port 'x'\n\tlist port '443'\n"), /not valid: port 'x'/],
		[routerWith(FIRST, ['oifname "wan" meta l4proto tcp flow add @ft # handle 5']), /not of firewall4/],
		[routerWith(FIRST, [STOCK.replace('17', '17; flush ruleset')]), /./],
		[routerWith(FIRST, [STOCK], FLOWTABLE.replace('br-lan', 'br"; x')), /odd characters|missing/],
		[routerWith(FIRST, [STOCK], ''), /missing/],
		[
			routerWith(FIRST).onCommand(/list chain/, () => ({ code: 137, output: '' })),
			/in time: nft .*list chain/,
		],
		[routerWith(FIRST).onCommand(/list flowtables/, () => ({ code: 127, output: '' })), /list flowtables/],
	];
	for (const [router, told] of odd) {
		assert.strictEqual(router.program(PROGRAM, 'load'), 1, String(told));
		assert.deepEqual(scriptsOf(router), [], String(told));
		assert.true(told.test(router.files[ERROR] ?? ''), router.files[ERROR]);
	}
});

QUnit.test('a script that the kernel would reject is never loaded', (assert) => {
	const router = routerWith(FIRST).onCommand(/^nft -c /, () => ({
		code: 1,
		output: '/dev/stdin:4:1-2: Error: No such file or directory\n',
	}));
	assert.strictEqual(router.program(PROGRAM, 'load'), 1);
	assert.strictEqual(scriptsOf(router).length, 1);
	assert.true(router.files[ERROR]!.includes('No such file or directory'));
});

QUnit.test('a load that is killed in the middle is told as unfinished', (assert) => {
	const router = routerWith(FIRST).onCommand(/list flowtables/, () => {
		assert.true(/did not finish/.test(router.files[ERROR] ?? ''));
		return FLOWTABLE;
	});
	router.program(PROGRAM, 'load');
	assert.false(ERROR in router.files);
});

QUnit.test('addresses of a device that the kernel knows are there from the start', (assert) => {
	const router = routerWith("\tlist device 'AA:BB:CC:00:00:01'\n");
	const mac = [0xaa, 0xbb, 0xcc, 0, 0, 1];
	const neighbours = [
		neighbour(2, [192, 168, 1, 5], mac),
		neighbour(10, [0x20, 1, 0xd, 0xb8, ...Array(11).fill(0), 5], mac),
		neighbour(10, [0xfe, 0x80, ...Array(13).fill(0), 5], mac),
		neighbour(2, [192, 168, 1, 6], [2, 0, 0, 0, 0, 6]),
		neighbour(2, [192, 168, 1, 7], null),
	];
	router.netlink[0] = () => [Buffer.concat(neighbours), neighbourEnd()];
	router.program(PROGRAM, 'load');
	const elements = scriptsOf(router)[1]!
		.split('\n')
		.filter((line) => line.startsWith('add element'));
	assert.deepEqual(elements, [
		'add element inet fw4 nft_offload_hosts4 { 192.168.1.5 }',
		'add element inet fw4 nft_offload_hosts6 { 2001:db8:0:0:0:0:0:5 }',
	]);
});

QUnit.test('what is left of the last exception is taken away, and only then', (assert) => {
	const last = routerWith('');
	last.files[ERROR] = 'old';
	last.program(PROGRAM, 'clear');
	assert.deepEqual(
		last.ran.filter((line) => line.startsWith('nft delete')).map((line) => line.trimEnd()),
		[
			'nft delete chain inet fw4 nft_offload',
			'nft delete set inet fw4 nft_offload_hosts4',
			'nft delete set inet fw4 nft_offload_hosts6',
		]
	);
	assert.false(ERROR in last.files);
	const one = routerWith(FIRST);
	one.program(PROGRAM, 'clear');
	assert.deepEqual(one.ran, []);
});

QUnit.module('backend > exceptions > status');

const stateOf = (router: WritableRouter): ExceptionState => {
	const state = succeeded(router.call<Status>('status')).exceptions;
	if (!state) throw new Error('unknown');
	return state;
};
const INCLUDE =
	"config include 'nft_offload'\n\toption type 'script'\n\toption path '/usr/share/nft-offload/exceptions.sh'\n\toption fw4_compatible '1'\n";

QUnit.test('requested against loaded', (assert) => {
	assert.deepEqual(stateOf(routerWith('')), {
		requested: { devices: [], networks: [], ports: [], first_packets: 0 },
		invalid: [],
		included: false,
		loaded: 'none',
		error: null,
	});
	const first = routerWith(FIRST);
	first.files['/etc/config/firewall'] += INCLUDE;
	assert.deepEqual([stateOf(first).included, stateOf(first).loaded], [true, 'none']);
	first.program(PROGRAM, 'load');
	const rule = /jump nft_offload comment "[^"]*"/.exec(scriptsOf(first)[1]!)![0];
	const loaded = `meta l4proto { tcp, udp } ${rule} # handle 41`;
	assert.strictEqual(stateOf(routerWith(FIRST, [loaded])).loaded, 'requested');
	assert.strictEqual(stateOf(routerWith("\tlist port '443'\n", [loaded])).loaded, 'others');
	assert.strictEqual(stateOf(routerWith('', [loaded])).loaded, 'others');
});

QUnit.test('an include that is off, or not for firewall4, is none', (assert) => {
	for (const line of [
		"\toption enabled '0'\n",
		"\toption fw4_compatible '0'\n",
		"\toption type 'nftables'\n",
	]) {
		const router = routerWith(FIRST);
		router.files['/etc/config/firewall'] += INCLUDE + line;
		assert.false(stateOf(router).included, line);
	}
});

QUnit.test('why it is not loaded, and what is not valid; unknown where the file is not UCI', (assert) => {
	const router = routerWith("\tlist port 'x'\n");
	router.program(PROGRAM, 'load');
	const { invalid, error, requested } = stateOf(router);
	assert.deepEqual([invalid, requested.ports], [[{ option: 'port', value: 'x' }], []]);
	assert.strictEqual(error, "not valid: port 'x'");
	const broken = routerWith("\tlist port '\n");
	const status = succeeded(broken.call<Status>('status'));
	assert.strictEqual(status.exceptions, null);
	assert.strictEqual(status.unknown.exceptions?.code, 'garbled');
});

QUnit.test('the rule of our chain is ours, not the user’s', (assert) => {
	const router = routerWith(FIRST, [
		'meta l4proto { tcp, udp } jump nft_offload comment "nft-offload 0" # handle 9',
	]).onCommand(/list table inet fw4/, () =>
		chain('meta l4proto { tcp, udp } jump nft_offload comment "nft-offload 0"').replace(
			/\}\n$/,
			'\tchain nft_offload {\n\t\tct original packets < 30 return\n\t\tflow add @ft\n\t}\n}\n'
		)
	);
	const [adder] = succeeded(router.call<Status>('status')).adders!;
	assert.deepEqual([adder!.owner, adder!.reached, adder!.conditional], ['exceptions', true, false]);
});

/** RTM_NEWNEIGH with NDA_DST and NDA_LLADDR (null: the kernel knows none). */
function neighbour(family: number, address: number[], mac: number[] | null): Buffer {
	const attribute = (kind: number, bytes: number[]) => {
		const padded = Buffer.alloc(4 + ((bytes.length + 3) & ~3));
		padded.writeUInt16LE(4 + bytes.length, 0);
		padded.writeUInt16LE(kind, 2);
		padded.set(bytes, 4);
		return padded;
	};
	const body = Buffer.concat([
		Buffer.from([family, ...Array(11).fill(0)]),
		attribute(1, address),
		...(mac ? [attribute(2, mac)] : []),
	]);
	return message(28, body);
}

function neighbourEnd(): Buffer {
	return message(3, Buffer.alloc(4));
}

function message(kind: number, body: Buffer): Buffer {
	const head = Buffer.alloc(16);
	head.writeUInt32LE(16 + body.length, 0);
	head.writeUInt16LE(kind, 4);
	return Buffer.concat([head, body]);
}
