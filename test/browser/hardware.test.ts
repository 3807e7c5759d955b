/** Badge, connections and report of routers whose hardware was recorded on a kernel (test/kernel/inside/cases/hardware.ts). */
import QUnit from 'qunit';
import type { ScenarioName } from '../emulator/scenarios.ts';
import {
	CONNECTIONS,
	GROUPS,
	nextReading,
	openAll,
	seenGroups,
	seenRows,
	waitForRows,
} from './support/connections.ts';
import { counted, waitForSituation } from './support/overview.ts';
import { openReport, written } from './support/report.ts';
import { test } from './support/spec.ts';
import { closeBrowser, textOf, visit } from './support/visit.ts';

interface Case {
	/** Connections in hardware and in software at the start. */
	hardware: number;
	software: number;
	badge: RegExp;
	/** States of the connections of the recorded device. */
	states: string[];
	/** Of the recorded device, once it is counted. */
	share: RegExp;
	/** Of the report for forums. */
	report: RegExp;
}

/** The device of the recordings, 192.168.1.100. */
const DEVICE = 'Media-Server';

const CASES: Partial<Record<ScenarioName, Case>> = {
	hardware: {
		hardware: 44,
		software: 0,
		badge: /^Hardware: \d+ connections offloaded$/,
		states: ['Offloaded (hardware)'],
		share: /^100 % offloaded$/,
		report: /Offloaded in software: `0, 0 B`\n- Offloaded in hardware: `44, /,
	},
	'hardware-full': {
		hardware: 24,
		software: 20,
		badge: /^Hardware: 24 connections offloaded$/,
		states: ['Offloaded (hardware)', 'Offloaded (software)'],
		share: /^100 % offloaded$/,
		report: /Offloaded in software: `2\d, .*`\n- Offloaded in hardware: `24, /,
	},
	'hardware-silent': {
		hardware: 44,
		software: 0,
		badge: /^Hardware: \d+ connections offloaded$/,
		states: ['Offloaded (hardware)'],
		share: /^No data: what is offloaded is not counted$/,
		report: /Offloaded in software: `0, 0 B`\n- Offloaded in hardware: `44, 12\.4 MiB/,
	},
	'hardware-unused': {
		hardware: 0,
		software: 44,
		badge: /^On: \d+ connections offloaded$/,
		states: ['Offloaded (software)'],
		share: /^(At least \d+|100) % offloaded$/,
		report: /Offloaded in software: `4\d, .*`\n- Offloaded in hardware: `0, 0 B/,
	},
};

QUnit.module('hardware as a kernel has it', { after: closeBrowser }, () => {
	for (const [name, { hardware, software, badge, states, share, report }] of Object.entries(CASES)) {
		const scenario = name as ScenarioName;

		test.scenario(`${name}: what the overview counts, and its badge`, async (assert) => {
			await visit(scenario, async ({ page }) => {
				await waitForSituation(page, 'working');
				const text = await textOf(page, '.nft-offload-badge');
				assert.ok(badge.test(text), text);
				assert.ok(((await counted(page, 'Hardware')) ?? 0) >= hardware);
				assert.ok(((await counted(page, 'Software')) ?? 0) >= software);
				if (hardware === 0) assert.strictEqual(await counted(page, 'Hardware'), 0);
			});
		});

		test.scenario(`${name}: where each connection is, and the share of its device`, async (assert) => {
			await visit(
				scenario,
				async (opened) => {
					await waitForRows(opened.page, 1, GROUPS);
					await nextReading(opened);
					await openAll(opened.page);
					const group = (await seenGroups(opened.page)).find(({ name }) => name === DEVICE);
					assert.ok(group && share.test(group.share), JSON.stringify(group));
					const rows = (await seenRows(opened.page)).filter((row) => row.host === DEVICE && row.why === '');
					assert.deepEqual([...new Set(rows.map(({ state }) => state))].sort(), states);
				},
				{ path: CONNECTIONS }
			);
		});

		test.scenario(`${name}: the report`, async (assert) => {
			await openReport(scenario, async ({ page }) => {
				const text = await written(page, 'markdown');
				assert.ok(report.test(text), text);
			});
		});
	}
});
