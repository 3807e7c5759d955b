import '../luci-globals.ts';
import fc from 'fast-check';
import QUnit from 'qunit';
import { HIDE_ALL, newMask } from '../../../../src/model/redact/index.ts';
import { openDump, reportOn, vocabularyOf, writeReport } from '../../../../src/model/report/index.ts';
import { survivors, withoutLabels } from '../redact/leaks.ts';
import { eui64, ipv4, ipv6, mac, tracesIn } from '../redact/secrets.ts';
import { PRIVATE, privateDump } from './private-dump.ts';

const PARTS = { connections: true, messages: true };
const FORMS = ['markdown', 'bbcode', 'text', 'json'] as const;

/** Names long enough not to be a word of the report itself, in characters that no form escapes. */
const name = fc
	.stringMatching(/^[A-Z][a-z0-9]{3,8} ?[A-Za-z0-9.-]{3,8}[a-z0-9]$/)
	.filter((text) => !/^[\da-f.]+$/i.test(text));

QUnit.module('model > report > any home', () => {
	QUnit.test('nothing private of a dump is in any form of its report', (assert) => {
		const addresses = PRIVATE.addresses.length;
		const places = fc.record({
			names: fc.array(name, { minLength: 10, maxLength: 10 }),
			addresses: fc.array(fc.oneof(ipv4, ipv6), { minLength: addresses, maxLength: addresses }),
			macs: fc.array(fc.oneof(mac, eui64), { minLength: 3, maxLength: 3 }),
		});
		fc.assert(
			fc.property(places, ({ names, addresses, macs }) => {
				const secrets = [...addresses, ...macs];
				const changes: Array<[string, string]> = [
					...PRIVATE.addresses.map((old, index): [string, string] => [old, addresses[index]!.written]),
					...PRIVATE.macs.slice(0, 3).map((old, index): [string, string] => [old, macs[index]!.written]),
					...[...PRIVATE.hosts, ...PRIVATE.wifi, ...PRIVATE.logins].map((old, index): [string, string] => [
						old,
						names[index]!,
					]),
				];
				const dump = replaceAtOnce(JSON.stringify(privateDump()), changes);
				const source = openDump(dump);
				const mask = newMask(vocabularyOf(source));
				const report = reportOn(source, mask, PARTS);
				for (const form of FORMS) {
					const text = withoutLabels(writeReport(form, report, source, mask, HIDE_ALL, PARTS));
					const left = [
						...survivors(text),
						...secrets.flatMap((secret) => tracesIn(text, secret)),
						...names.filter((found) => text.toLowerCase().includes(found.toLowerCase())),
					];
					if (left.length > 0) throw new Error(`${form} of ${dump} leaves ${left.join(' ')}`);
				}
			}),
			{ numRuns: 300 }
		);
		assert.ok(true, 'fast-check found none');
	});
});

/** Replaces all texts in one pass: what a text became is not searched for the others, an address that has `cafe` in it above all. */
function replaceAtOnce(json: string, changes: Array<[string, string]>): string {
	const now = new Map(changes.map(([old, text]) => [inJson(old), inJson(text)]));
	const longestFirst = [...now.keys()].sort((one, other) => other.length - one.length);
	const pattern = longestFirst.map((old) => old.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|');
	return json.replace(new RegExp(pattern, 'g'), (old) => now.get(old)!);
}

function inJson(text: string): string {
	return JSON.stringify(text).slice(1, -1);
}
