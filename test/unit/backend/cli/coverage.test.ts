/** What `nft-offload status` takes for loaded and covered is what the page does. */
import '../../model/luci-globals.ts';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import QUnit from 'qunit';
import { directionsOf } from '../../../../src/model/diagnosis/directions.ts';
import { loadedMode } from '../../../../src/model/index.ts';
import type { Status } from '../../../../src/rpc/types/index.ts';
import type { Lane } from '../../../../src/rpc/types/summary.ts';
import {
	adderWith,
	FLOWTABLE,
	LAN,
	networkWith,
	statusWith,
	unlistedPath,
	WAN,
} from '../../model/status-facts.ts';
import { partsOf, readCase } from '../support/cases.ts';
import { statusOf } from '../support/host.ts';
import { load } from '../support/load.ts';

const CASES = fileURLToPath(new URL('../../../data/cases', import.meta.url));

const { lanes_of } = load<{ lanes_of(status: Status): Lane[] | null }>('methods.summary');
const { loaded_mode } = load<{ loaded_mode(status: Status): string | null }>('firewall.mode');

/** Each lane as the page judges it; null where a side is missing. */
function lanesOnPage(status: Status): Lane[] | null {
	const lanes = directionsOf(status)?.lanes ?? null;
	return (
		lanes?.map(({ networks: [network], direction, fast }) => {
			const { name, l3_device } = network!;
			return { network: name, device: l3_device!, direction, fast };
		}) ?? null
	);
}

const byDevice = (lanes: Lane[]) => lanes.toSorted((a, b) => a.device.localeCompare(b.device));

QUnit.module('backend > coverage and mode at a shell are those of the page', () => {
	const wan = (changes: object) => ({ zones: [{ ...WAN, networks: [networkWith('wan', changes)] }] });
	const routers: Record<string, Status> = {
		...Object.fromEntries(
			readdirSync(CASES)
				.filter((name) => name.endsWith('.json'))
				.map((name) => [name, statusOf(partsOf(readCase(name.replace('.json', ''))))])
		),
		'nothing is covered': statusWith({ paths: [unlistedPath('wan'), unlistedPath('lan')] }),
		'paths that nobody can tell': statusWith({ paths: [unlistedPath('wan', { fast: null })] }),
		'no zones': statusWith({ zones: null, unknown: { zones: { code: 'failed', text: 'x' } } }),
		'no paths': statusWith({ paths: null }),
		'the line is down': statusWith(wan({ up: false, default_route: false })),
		'a modem in the zone of the line': statusWith({
			zones: [LAN, { ...WAN, networks: [...WAN.networks, networkWith('modem')] }],
		}),
		'no LAN': statusWith(wan({ default_route: true })),
		'no rule': statusWith({ adders: [], forward_rules: [] }),
		'a rule that nothing reaches': statusWith({ adders: [adderWith({ reached: false })] }),
		'a rule of another flowtable': statusWith({ adders: [adderWith({ table: 'zapret' })] }),
		'only the forward chain is known': statusWith({ adders: null }),
		'no rules are known': statusWith({ adders: null, forward_rules: null }),
		hardware: statusWith({ flowtables: [{ ...FLOWTABLE, hardware: true }] }),
		'another flowtable': statusWith({ flowtables: [{ ...FLOWTABLE, name: 'other' }] }),
	};
	/** Routers without lanes on the page: whether they are unknown at a shell too. */
	const SIDELESS: Record<string, boolean> = {
		'no zones': true,
		'no paths': true,
		'the line is down': false,
		'no LAN': false,
	};
	for (const [name, status] of Object.entries(routers))
		QUnit.test(name, (assert) => {
			const lanes = lanes_of(status);
			const onPage = lanesOnPage(status);
			if (onPage) assert.deepEqual(byDevice(lanes!), byDevice(onPage));
			else assert.strictEqual(lanes === null, SIDELESS[name]);
			assert.strictEqual(loaded_mode(status), loadedMode(status));
		});
});
