import QUnit from 'qunit';
import type { Trial, TrialEnd } from '../../../../src/rpc/types/index.ts';
import { FLOWTABLES } from '../support/cases.ts';
import { BOOT_ID, CONFIG, ours, RESTORE } from '../support/trial.ts';
import { failed, succeeded, WritableRouter } from '../support/writable.ts';

const NETWORK = '/etc/config/network';
const FIREWALL =
	"config defaults\n\toption flow_offloading '1'\n\nconfig zone\n\toption name 'wan'\n\tlist network 'wan'\n";
const LINE = "# mine\nconfig interface 'wan'\n\toption proto 'pppoe'\n\toption device 'eth1.7'\n";
const REPAIR = { network: 'wan', active: true, seconds: 120 };

/** PPPoE over VLAN, as firewall4 lists it. */
function routerWith(files: Record<string, string> = {}): WritableRouter {
	const router = new WritableRouter({
		[CONFIG]: FIREWALL,
		[NETWORK]: LINE,
		[BOOT_ID]: 'boot-1\n',
		'/sys/class/net/pppoe-wan/type': '512\n',
		'/sys/class/net/pppoe-wan/uevent': 'DEVTYPE=ppp\n',
		'/sys/class/net/eth1.7/type': '1\n',
		'/sys/class/net/eth1.7/uevent': 'DEVTYPE=vlan\n',
		'/sys/class/net/eth1.7/lower_eth1': '',
		'/sys/class/net/eth1/type': '1\n',
		...files,
	});
	router.ubus = () => ({
		interface: [{ interface: 'wan', up: true, proto: 'pppoe', device: 'eth1.7', l3_device: 'pppoe-wan' }],
	});
	const listed = `table inet fw4 {\n\tflowtable ft {\n\t\tdevices = { "eth1.7" }\n\t}\n}\n`;
	return router
		.onCommand(/^(sync|sleep|start-stop-daemon|ubus|logger)\b/, () => '')
		.onCommand(new RegExp(`^${FLOWTABLES}$`), () => listed);
}

const told = (router: WritableRouter) =>
	router.ran.filter((line) => line.startsWith('ubus')).map((line) => /"package": "(\w+)"/.exec(line)![1]);

QUnit.module('backend > repair_start', () => {
	QUnit.test('adds the alias to both configurations, and has them loaded, guarded', (assert) => {
		const router = routerWith();
		const { id, ...trial } = succeeded(router.call<Trial>('repair_start', REPAIR));
		assert.deepEqual(trial, {
			ok: true,
			seconds: 120,
			left_ms: 120_000,
			before: { flow_offloading: true, flow_offloading_hw: false },
			repair: { network: 'wan', active: true },
		} as object);
		assert.strictEqual(router.files[CONFIG], `${FIREWALL}\tlist network 'wan_offload'\n`);
		assert.true(
			router.files[NETWORK]!.startsWith(
				`${LINE}\nconfig interface 'wan_offload'\n\toption proto 'none'\n\toption device '@wan'\n\toption comment '`
			),
			router.files[NETWORK]
		);
		assert.deepEqual(told(router), ['network', 'firewall']);
		const watchdog = router.ran.findIndex((line) => line.includes(`trial-watchdog -- ${id}`));
		const first = router.ran.findIndex((line) => line.startsWith('ubus'));
		assert.true(watchdog >= 0 && watchdog < first, 'the watchdog runs before anything is written');
	});

	QUnit.test('silence brings both files back byte for byte, and loads them', (assert) => {
		const router = routerWith();
		succeeded(router.call('repair_start', REPAIR));
		router.ran.length = 0;
		router.now += 131_000;
		assert.strictEqual(router.program(RESTORE, 'overdue'), 0);
		assert.deepEqual([router.files[CONFIG], router.files[NETWORK]], [FIREWALL, LINE]);
		assert.deepEqual(told(router), ['network', 'firewall']);
		assert.deepEqual(ours(router), []);
	});

	QUnit.test('kept, and taken back again on trial', (assert) => {
		const router = routerWith();
		const first = succeeded(router.call<Trial>('repair_start', REPAIR));
		const kept = succeeded(router.call<TrialEnd>('trial_end', { id: first.id, undo: false }));
		assert.deepEqual([kept.restored, kept.repaired], [false, true]);
		const [firewall, network] = [router.files[CONFIG], router.files[NETWORK]];
		router.files['/dev/urandom'] = 'abcdefgh';
		const back = succeeded(router.call<Trial>('repair_start', { ...REPAIR, active: false }));
		assert.deepEqual([router.files[CONFIG], router.files[NETWORK]], [FIREWALL, LINE]);
		assert.deepEqual(back.repair, { network: 'wan', active: false });
		const undone = succeeded(router.call<TrialEnd>('trial_end', { id: back.id, undo: true }));
		assert.deepEqual([undone.restored, undone.repaired], [true, true]);
		assert.deepEqual([router.files[CONFIG], router.files[NETWORK]], [firewall, network]);
	});

	QUnit.test('a left-over alias is removed, in whatever zone it is or in none', (assert) => {
		const alias = "config interface 'dsl_offload'\n\toption proto 'none'\n\toption device '@dsl'\n";
		const router = routerWith({ [NETWORK]: `${LINE}\n${alias}` });
		succeeded(router.call('repair_start', { network: 'dsl', active: false, seconds: 60 }));
		assert.deepEqual([router.files[CONFIG], router.files[NETWORK]], [FIREWALL, LINE]);
		router.now += 71_000;
		router.program(RESTORE, 'overdue');
		assert.strictEqual(router.files[NETWORK], `${LINE}\n${alias}`);
	});

	QUnit.test('only what is offered, and only what is there', (assert) => {
		const wrong: Array<[code: string, args: object]> = [
			['gone', { ...REPAIR, network: 'lan' }],
			['gone', { ...REPAIR, network: "wan'\n\toption proto 'static" }],
			['gone', { ...REPAIR, active: false }],
			['bad_argument', { network: 'wan', seconds: 120 }],
			['bad_argument', { ...REPAIR, seconds: 10 }],
			['bad_argument', { ...REPAIR, active: 'yes' }],
		];
		for (const [code, args] of wrong) {
			const router = routerWith();
			assert.strictEqual(failed(router.call('repair_start', args)).code, code, JSON.stringify(args));
			assert.deepEqual([router.files[CONFIG], router.files[NETWORK]], [FIREWALL, LINE]);
			assert.deepEqual(ours(router), []);
		}
	});

	QUnit.test('refused during a trial, and where it cannot be written or told', (assert) => {
		const busy = routerWith();
		succeeded(busy.call('repair_start', REPAIR));
		assert.strictEqual(failed(busy.call('repair_start', { ...REPAIR, active: false })).code, 'running');
		for (const path of [CONFIG, NETWORK]) {
			const router = routerWith();
			router.refused[path] = 'ENOSPC';
			assert.strictEqual(failed(router.call('repair_start', REPAIR)).code, 'unavailable');
			delete router.refused[path];
			assert.deepEqual([router.files[CONFIG], router.files[NETWORK]], [FIREWALL, LINE], path);
		}
		const deaf = routerWith().onCommand(/^ubus call service/, () => ({ code: 4, output: '' }));
		assert.strictEqual(failed(deaf.call('repair_start', REPAIR)).code, 'unavailable');
		assert.deepEqual([deaf.files[CONFIG], deaf.files[NETWORK]], [FIREWALL, LINE]);
	});

	QUnit.test('a text that libuci reads otherwise is not used', (assert) => {
		for (const scratch of ['new_network', 'new_firewall']) {
			const router = routerWith();
			const { readFile } = router.host;
			let reads = 0;
			router.host.readFile = (path) => {
				// The first reading compares the bytes, the second one is libuci's.
				const isLibuci = path.endsWith(`/${scratch}`) && ++reads === 2;
				const text = readFile(path);
				return isLibuci ? text.slice(0, text.indexOf(10, 40) + 1) : text;
			};
			const { code, text } = failed(router.call('repair_start', REPAIR));
			assert.strictEqual(code, 'unavailable');
			assert.true(text.endsWith(': libuci does not read the edited text as it should'), text);
			assert.deepEqual([router.files[CONFIG], router.files[NETWORK]], [FIREWALL, LINE]);
			assert.deepEqual(ours(router), []);
		}
	});

	QUnit.test('a text that lines cannot edit is edited by libuci', (assert) => {
		const odd = `${FIREWALL}\toption masq \\1\n`;
		const router = routerWith({ [CONFIG]: odd });
		succeeded(router.call('repair_start', REPAIR));
		assert.true(router.files[CONFIG]!.includes("list network 'wan_offload'"), router.files[CONFIG]);
		router.now += 131_000;
		router.program(RESTORE, 'overdue');
		assert.deepEqual([router.files[CONFIG], router.files[NETWORK]], [odd, LINE]);
	});
});
