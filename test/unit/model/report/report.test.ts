import '../luci-globals.ts';
import QUnit from 'qunit';
import { HIDE_ALL, newMask, type Switches } from '../../../../src/model/redact/index.ts';
import {
	emptySource,
	type Form,
	knowsNames,
	openDump,
	reportOn,
	type Source,
	vocabularyOf,
	writeReport,
} from '../../../../src/model/report/index.ts';
import type { PrivateNames } from '../../../../src/rpc/types/index.ts';
import { survivors, withoutLabels } from '../redact/leaks.ts';
import { FLOWTABLE, statusWith } from '../status-facts.ts';
import { PRIVATE, privateDump } from './private-dump.ts';

const FORMS: Form[] = ['markdown', 'bbcode', 'text', 'json'];
const ALL = { connections: true, messages: true };
const opened = () => openDump(JSON.stringify(privateDump()));

function write(form: Form, source: Source, switches: Switches = HIDE_ALL, parts = ALL): string {
	const mask = newMask(vocabularyOf(source), switches);
	return writeReport(form, reportOn(source, mask, parts), source, mask, switches, parts);
}

QUnit.module('model > report > a real-looking dump', () => {
	for (const form of FORMS) {
		QUnit.test(`${form}: nothing private survives`, (assert) => {
			const text = write(form, opened());
			for (const secret of Object.values(PRIVATE).flat())
				assert.notOk(withoutLabels(text).toLowerCase().includes(secret.toLowerCase()), secret);
			assert.deepEqual(survivors(text), []);
		});

		QUnit.test(`${form}: what helpers need is there`, (assert) => {
			const text = write(form, opened());
			const needed = [
				'br-lan',
				'pppoe-wan',
				'flow add @ft',
				'OpenWrt 25.12.0',
				'6.12.87',
				'192.168.1.5',
				'nf_conntrack',
				'PPE'.toLowerCase(),
			];
			for (const word of needed) assert.ok(text.toLowerCase().includes(word.toLowerCase()), word);
			assert.ok(
				/ipv4_1/.test(text) &&
					/mac_1/.test(text) &&
					/host_1/.test(text) &&
					/wifi_1/.test(text) &&
					/login_1/.test(text)
			);
		});

		QUnit.test(`${form}: with the switches off it is all there`, (assert) => {
			const nothing = { addresses: false, macs: false, hosts: false, accounts: false };
			const text = write(form, opened(), nothing);
			assert.ok(
				text.includes('198.51.100.7') && text.includes('2001:db8:aa:1::7') && text.includes('Annas-Phone')
			);
		});
	}

	QUnit.test('the same address has the same label in every section', (assert) => {
		const text = write('text', opened());
		const label = /ip saddr (ipv4_\d+) flow/.exec(text)?.[1];
		assert.ok(label && text.includes(`SRC=${label} `) && text.includes(`dst=${label} `), `${label}`);
	});

	QUnit.test('parts can be left out', (assert) => {
		const none = { connections: false, messages: false };
		for (const form of FORMS) {
			const text = write(form, opened(), HIDE_ALL, none);
			assert.notOk(/REJECT|bytes=/.test(text), form);
		}
	});

	QUnit.test(
		'measurements: each mode with its figures; the proof is of the mode that is loaded',
		(assert) => {
			const bytesIn = (mode: 'hardware' | 'software') => ({
				slow_bytes: mode === 'software' ? 2_000_000 : 90_000_000,
				own_bytes: 0,
				total_bytes: 100_000_000,
			});
			const measured = (['hardware', 'software'] as const).map((mode) => ({
				mode,
				...bytesIn(mode),
				download: bytesIn(mode),
				upload: { slow_bytes: 0, own_bytes: 0, total_bytes: 0 },
				hardware_entries: 3,
				cpu: 0.25,
				softirq: null,
				latency: null,
				seconds: 20,
				ended: 1_764_151_200_000,
			}));
			const text = write('text', { ...opened(), measured });
			assert.ok(/Measured: Measured: 98 % of the data bypassed the firewall/.test(text), text);
			assert.ok(/2025-11-26 10:00 UTC: Software: .*98 % of .*\[20 s, CPU 25 %, HW_OFFLOAD 3\]/.test(text));
			assert.ok(/2025-11-26 10:00 UTC: Hardware: .*Downloads: 10 % of /.test(text));
			const { measured: shared, verdict } = JSON.parse(write('json', { ...opened(), measured }));
			assert.deepEqual(
				[shared.length, shared[1].slow_bytes, verdict.proof.measured],
				[2, 2_000_000, 'measured']
			);
		}
	);

	QUnit.test('a reply that failed is told', (assert) => {
		assert.ok(write('text', opened()).includes('- counters: no luck with ipv4_'));
	});
});

QUnit.module('model > report > forms', () => {
	const hostile = '`</script><img src=x onerror=alert(1)> | *x* [url=http://x]y[/url] @somebody \n# head';
	const source = (): Source => ({
		...emptySource(1_764_151_200_000),
		replies: {
			status: statusWith({
				flowtables: [{ ...FLOWTABLE, devices: [hostile] }],
				accelerators: [hostile],
			}),
		},
	});

	QUnit.test('Markdown: what the router says stays inside code, or is escaped', (assert) => {
		const text = write('markdown', source());
		const withoutCode = text.replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '');
		assert.notOk(/<|\bimg\b|somebody/.test(withoutCode), withoutCode);
		assert.notOk(/^# head/m.test(text));
	});

	QUnit.test('BBCode: brackets of the router are no tags', (assert) => {
		const text = write('bbcode', source());
		const tags = [...text.matchAll(/\[\/?(\w+|\*)/g)].map(([, tag]) => tag);
		assert.deepEqual([...new Set(tags)].sort(), ['*', 'b', 'code', 'list']);
	});

	QUnit.test('plain text: a line for each row, whatever is in it', (assert) => {
		assert.notOk(/^# head/m.test(write('text', source())));
	});

	QUnit.test('JSON: schema version, verdict by name, what was masked', (assert) => {
		const file = JSON.parse(write('json', opened()));
		assert.deepEqual(
			[file.format, file.schema_version, file.made],
			['nft-offload-report', 1, '2025-11-26T10:00:00.000Z']
		);
		assert.deepEqual(file.masked, HIDE_ALL);
		assert.strictEqual(file.verdict.checks.requested, 'reached');
		assert.strictEqual(file.replies.status.flowtables[0].devices[0], 'br-lan');
		assert.notOk('names' in file.replies);
	});

	QUnit.test('the verdict stands at the top, the failed check is marked', (assert) => {
		const text = write('text', {
			...source(),
			replies: { status: statusWith({ flowtables: [], forward_rules: [], module: 'missing' }) },
		});
		const [title, headline, , checks] = text.split('\n').filter((_line, index) => index !== 1);
		assert.ok(title?.startsWith('Flow offloading report: '), title);
		assert.ok(headline?.includes('(module-missing)'), headline);
		assert.strictEqual(checks, '[x] Enabled [!] Loaded [ ] Covered [ ] In use');
	});

	QUnit.test('a router that says nothing gives a report all the same, and it claims nothing', (assert) => {
		for (const form of FORMS) assert.ok(write(form, emptySource(0)).length > 50, form);
		assert.ok(write('text', emptySource(0)).includes('(unknown)'));
	});
});

QUnit.module('model > report > opening a dump', () => {
	QUnit.test('what ssh leaves around the file does not matter', (assert) => {
		const text = `Welcome\n${JSON.stringify(privateDump())}\nroot@OpenWrt:~# `;
		assert.strictEqual(openDump(text).replies.status?.flowtables?.length, 1);
	});

	QUnit.test('other files are refused in words', (assert) => {
		for (const [text, about] of [
			['', /not a file from/],
			['hello', /not a file from/],
			['{}', /not a file from/],
			['[1]', /not a file from/],
			['{"format":"nft-offload-report"}', /not a file from/],
			['{"format":"nft-offload-dump","version":2}', /another version/],
			['{"format":"nft-offload-dump","version":1}', /damaged/],
			['{"format":"nft-offload-dump","version":1,"replies":null}', /damaged/],
		] as const)
			assert.throws(() => openDump(text), about, text);
	});

	QUnit.test('names that could not be read are told apart from none', (assert) => {
		assert.true(knowsNames(opened()));
		const dump = privateDump();
		delete dump.replies.private_names;
		assert.false(knowsNames(openDump(JSON.stringify(dump))));
	});

	QUnit.test('a list of names that is incomplete is told in the report, and which', (assert) => {
		assert.notOk(/names may not be hidden/.test(write('text', opened())));
		const source = opened();
		source.replies.private_names = {
			...source.replies.private_names!,
			unknown: { wifi: { code: 'truncated', text: '3 names left out' } },
		};
		assert.false(knowsNames(source));
		assert.ok(/- Some names may not be hidden, .*: Wi-Fi networks\n/.test(write('text', source)));
		const older = opened();
		delete (older.replies.private_names as Partial<PrivateNames>).rules;
		assert.ok(/- Some names may not be hidden, .*: firewall rules\n/.test(write('text', older)));
	});

	QUnit.test('of texts that were cut no piece of an address or a name is left', (assert) => {
		const cut = (size: number, secret: string, keep: number) =>
			`${'x '.repeat(size)}${'y'.repeat(size % 2)}`.slice(0, size - keep) + secret.slice(0, keep);
		for (const form of FORMS)
			for (const [secret, pieces] of [
				['198.51.100.77', /198\.51/],
				['2001:db8:aa:bb::7', /2001:db8/],
				['02:11:22:aa:bb:cc', /02:11/],
				['0a 11 22 aa bb cc', /0a 11/],
				['Our Home (5 GHz)', /Our|Home/],
			] as const)
				for (let keep = 6; keep < secret.length; keep++) {
					const source = opened();
					source.replies.status!.unknown.drivers = { code: 'failed', text: cut(200, ` ${secret}`, keep + 1) };
					source.replies.logs!.kernel = [{ time: '1.0', text: cut(300, ` ${secret}`, keep + 1) }];
					source.faults = [`counters: ${cut(200, ` ${secret}`, keep + 1)}`];
					const text = write(form, source);
					const left = pieces.exec(text.replace(/"made".*|\d{4}-\d\d-\d\d.*/g, ''))?.[0];
					assert.strictEqual(left, undefined, `${form}: ${secret.slice(0, keep)}`);
				}
	});
});
