/** The collector for OpenWrt's node exporter, and what dashboard, alerts and documents make of its metrics. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import QUnit from 'qunit';
import { transform } from '../../../tools/ucode/transform.ts';
import type { ScenarioName } from '../../emulator/scenarios.ts';
import { call, session, withRouter } from '../emulator/client.ts';
import { ROOT } from './fixtures.ts';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const COLLECTOR = 'openwrt/luci-app-nft-offload/prometheus/nft-offload.uc';

type Replies = Record<string, unknown>;
interface Sample {
	name: string;
	type: string;
	help: string;
	labels: Record<string, string>;
	value: unknown;
}

/** Runs the collector on what the ubus object replies; null where it says that it failed. */
function collect(replies: Replies): Sample[] | null {
	const samples: Sample[] = [];
	const metric =
		(type: string) =>
		(name: string, help: string) =>
		(labels: Record<string, string> | null, value: unknown) => {
			if (value !== null && value !== undefined)
				samples.push({ name, type, help, labels: labels ?? {}, value });
		};
	const scope: Record<string, unknown> = {
		ubus: { call: (_object: string, method: string) => replies[method] ?? null },
		gauge: metric('gauge'),
		counter: metric('counter'),
		length: (value: unknown) => (Array.isArray(value) ? value.length : null),
		index: (list: unknown[], item: unknown) => list.indexOf(item),
		filter: (list: unknown[], is: (item: unknown) => boolean) => list.filter(is),
		split: (text: string, by: string) => text.split(by),
		iterate: (list: unknown[] | null | undefined) => list ?? [],
	};
	const run = new Function(...Object.keys(scope), transform(read(COLLECTOR)).script);
	return run(...Object.values(scope)) === false ? null : samples;
}

/** What the emulated router replies to the collector's calls. */
async function repliesOf(scenario: ScenarioName): Promise<Replies> {
	const replies: Replies = {};
	await withRouter(scenario, async (router) => {
		await router.advance(6000);
		const sid = await session(router, 'root');
		for (const [method, args] of Object.entries({ summary: {}, counters: { bytes: true }, results: {} }))
			replies[method] = (await call(router, sid, 'luci.nft-offload', method, args)).result?.[1];
	});
	return replies;
}

const sampleOf = (samples: Sample[], name: string, labels: Record<string, string> = {}) =>
	samples.find(
		(sample) =>
			sample.name === name && Object.entries(labels).every(([label, value]) => sample.labels[label] === value)
	)?.value;

/** The samples as the node exporter prints them (its metrics.uc). */
function textOf(samples: Sample[]): string {
	const lines = samples.flatMap(({ name, type, help, labels, value }, at) => {
		const words = Object.entries(labels).map(([label, text]) => `${label}="${text}"`);
		const head = samples[at - 1]?.name === name ? [] : [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
		return [...head, `${name}${words.length > 0 ? `{${words.join(',')}}` : ''} ${Number(value)}`];
	});
	return `${lines.join('\n')}\n`;
}

QUnit.module('package > the collector for Prometheus', () => {
	QUnit.test('a router on which offloading works', async (assert) => {
		const replies = await repliesOf('software');
		const result = { mode: 'software', total_bytes: 200, slow_bytes: 50, time: 1_790_000_000 };
		const samples = collect({ ...replies, results: { ok: true, results: [result] } })!;
		assert.strictEqual(sampleOf(samples, 'nft_offload_status'), 0);
		assert.strictEqual(sampleOf(samples, 'nft_offload_requested', { mode: 'software' }), true);
		assert.strictEqual(sampleOf(samples, 'nft_offload_loaded', { mode: 'off' }), false);
		assert.strictEqual(sampleOf(samples, 'nft_offload_flowtable_device', { device: 'br-lan' }), 1);
		assert.strictEqual(
			sampleOf(samples, 'nft_offload_covered', { network: 'wan', direction: 'download' }),
			true
		);
		const tcp = { mode: 'software', family: 'ipv4', protocol: 'tcp' };
		assert.true((sampleOf(samples, 'nft_offload_connections', tcp) as number) > 0);
		assert.true((sampleOf(samples, 'nft_offload_connections_bytes', tcp) as number) > 0);
		for (const direction of ['download', 'upload'])
			for (const name of ['line_bytes', 'line_packets', 'firewall_bytes'])
				assert.true((sampleOf(samples, `nft_offload_${name}_total`, { direction }) as number) > 0, name);
		assert.strictEqual(sampleOf(samples, 'nft_offload_result_bypassed_ratio', { mode: 'software' }), 0.75);
		assert.strictEqual(sampleOf(samples, 'nft_offload_result_time_seconds'), 1_790_000_000);
	});

	QUnit.test('what is unknown has no sample, and zero has one', async (assert) => {
		const unread = collect(await repliesOf('table-missing'))!;
		assert.strictEqual(sampleOf(unread, 'nft_offload_connections'), undefined);
		const off = collect(await repliesOf('idle'))!;
		assert.strictEqual(sampleOf(off, 'nft_offload_connections'), 0);
		assert.strictEqual(sampleOf(off, 'nft_offload_result_bypassed_ratio'), undefined);
		const blind = collect(await repliesOf('config-missing'))!;
		assert.strictEqual(sampleOf(blind, 'nft_offload_status'), 2);
		assert.strictEqual(sampleOf(blind, 'nft_offload_requested'), undefined);
		const replies = await repliesOf('software');
		const line = { devices: ['eth1'], compared: null };
		const tunnel = collect({ ...replies, summary: { ...(replies.summary as object), line } })!;
		assert.strictEqual(sampleOf(tunnel, 'nft_offload_line_bytes_total'), undefined);
		const misfit = collect(await repliesOf('hardware-alone'))!;
		assert.strictEqual(sampleOf(misfit, 'nft_offload_conflict', { id: 'hardware-alone' }), 1);
	});

	QUnit.test('without the object, or where a call fails, the collector has failed', (assert) => {
		assert.strictEqual(collect({}), null);
		assert.strictEqual(collect({ summary: { ok: false }, counters: { ok: true } }), null);
	});

	QUnit.test('each name has one type and one help text, and few labels', async (assert) => {
		const samples = collect(await repliesOf('software'))!;
		for (const { name, type, labels, help } of samples) {
			assert.true(/^nft_offload_[a-z_]+$/.test(name) && help.endsWith('.'), name);
			assert.strictEqual(name.endsWith('_total'), type === 'counter', name);
			assert.true(Object.keys(labels).length <= 3, name);
		}
		const names = samples.map(({ name }) => name);
		const groups = names.filter((name, at) => name !== names[at - 1]);
		assert.strictEqual(groups.length, new Set(names).size, 'samples of one name stand together');
		const keys = samples.map(({ name, labels }) => name + JSON.stringify(labels));
		assert.strictEqual(new Set(keys).size, keys.length, 'no sample twice');
	});

	QUnit.test('alerts, dashboard and documents know these metrics and no others', (assert) => {
		const known = new Set(
			[...read(COLLECTOR).matchAll(/(?:gauge|counter)\('(\w+)'/g)].map(([, name]) => name)
		);
		for (const file of ['alerts.yml', 'alerts.test.yml', 'dashboard.json', '../prometheus.md'])
			for (const [name] of read(`docs/prometheus/${file}`).matchAll(/\bnft_offload_\w+/g))
				assert.true(known.has(name), `${file}: ${name}`);
		const page = read('docs/prometheus.md');
		for (const name of known) assert.true(page.includes(`\`${name}\``), name);
	});

	QUnit.test(
		'promtool takes what the collector prints, and the alerts, and their tests pass',
		async (assert) => {
			const folder = join(ROOT, 'docs/prometheus');
			const promtool = (input: string, ...args: string[]) => {
				const { status, stdout, stderr, error } = spawnSync('promtool', args, {
					cwd: folder,
					input,
					encoding: 'utf8',
				});
				assert.strictEqual(error?.message, undefined, 'npm run setup installs it');
				assert.strictEqual(status, 0, stdout + stderr);
			};
			promtool('', 'check', 'rules', 'alerts.yml');
			promtool('', 'test', 'rules', 'alerts.test.yml');
			const samples = collect(await repliesOf('software'))!;
			promtool(textOf(samples), 'check', 'metrics');
		}
	);

	QUnit.test('the dashboard has a place for each panel, and one question at least', (assert) => {
		const { panels, uid, schemaVersion, templating } = JSON.parse(read('docs/prometheus/dashboard.json'));
		assert.true(uid === 'nft-offload' && schemaVersion >= 30 && templating.list.length === 1);
		const ids = panels.map((panel: { id: number }) => panel.id);
		assert.strictEqual(new Set(ids).size, ids.length);
		const taken = new Set<string>();
		for (const { gridPos, targets, title, datasource } of panels) {
			assert.true(targets.length > 0 && datasource.uid === '${DS_PROMETHEUS}', title);
			for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
				for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
					assert.false(taken.has(`${x} ${y}`) || x >= 24, `${title} overlaps`);
					taken.add(`${x} ${y}`);
				}
		}
	});
});
