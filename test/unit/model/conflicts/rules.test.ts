import '../luci-globals.ts';
import QUnit from 'qunit';
import {
	CONFLICT_RULES,
	findConflicts,
	HARDWARE_COSTS,
	type RouterState,
} from '../../../../src/model/conflicts/index.ts';
import { COST_SOURCES, RULE_SOURCES } from '../../../../src/model/conflicts/sources.ts';
import { CASES, NOTHING_KNOWN } from './cases.ts';
import { chain, routerWith, services } from './environment.ts';

function idsOf(router: RouterState): string[] {
	return findConflicts(router).map(({ rule }) => rule.id);
}

QUnit.module('model > conflicts > rules', () => {
	for (const { id } of CONFLICT_RULES)
		QUnit.test(`${id}: applies where it should, and is silent where it only nearly does`, (assert) => {
			const { applies = [], silent = [] } = CASES[id] ?? {};
			assert.ok(applies.length > 0 && silent.length > 0, 'both sides have a case');
			applies.forEach((router, index) => {
				assert.ok(idsOf(router).includes(id), `applies ${index + 1}`);
			});
			silent.forEach((router, index) => {
				assert.notOk(idsOf(router).includes(id), `silent ${index + 1}`);
			});
		});

	QUnit.test('every case has a rule, and no two rules share an id', (assert) => {
		const ids = CONFLICT_RULES.map((rule) => rule.id);
		assert.deepEqual([...ids].sort(), Object.keys(CASES).sort());
		assert.deepEqual([...ids].sort(), Object.keys(RULE_SOURCES).sort(), 'and a source');
		assert.strictEqual(COST_SOURCES.length, HARDWARE_COSTS.length);
	});

	QUnit.test('a router with nothing special on it gets no hint', (assert) => {
		assert.deepEqual(idsOf(routerWith()), []);
	});

	QUnit.test('what is not known makes no hint', (assert) => {
		assert.deepEqual(idsOf(NOTHING_KNOWN), []);
	});

	QUnit.test('a hint names what was found, each once', (assert) => {
		const router = routerWith({ ...services('zapret', 'youtubeUnblock'), processes: ['youtubeUnblock'] });
		const [conflict] = findConflicts(router).filter(({ rule }) => rule.id === 'unblockers');
		assert.deepEqual(conflict?.found, ['zapret', 'youtubeUnblock']);
		const [own] = findConflicts(routerWith(chain({ kinds: ['log', 'counter', 'mark'] }))).filter(
			({ rule }) => rule.id === 'marking-rules'
		);
		assert.deepEqual(own?.found, ['fw4 mine (log, mark)']);
	});

	QUnit.test('programs without evidence against them are never named', (assert) => {
		const words = CONFLICT_RULES.map((rule) => `${rule.id} ${rule.effect()} ${rule.advice()}`).join(' ');
		assert.deepEqual(words.match(/upnp|banip|adblock|nat type/gi), null);
	});

	QUnit.test('a confirmation has one placeholder for names, and no other rule has one', (assert) => {
		for (const rule of CONFLICT_RULES)
			assert.strictEqual(rule.effect().split('%').length - 1, rule.severity === 'fine' ? 1 : 0, rule.id);
	});

	QUnit.test('effect and advice are one sentence each, and short', (assert) => {
		for (const rule of CONFLICT_RULES)
			for (const text of [rule.effect(), rule.advice()]) {
				assert.ok(/^[A-Z/].*[^.]\.$/.test(text), `${rule.id}: ${text}`);
				assert.ok(text.length <= 140, `${rule.id}: ${text.length} characters`);
			}
	});
});
