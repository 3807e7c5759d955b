import QUnit from 'qunit';
import type { Refusal } from '../../../../src/rpc/types/index.ts';
import { type Command, failed, succeeded, WritableRouter } from '../support/writable.ts';

const STATE = '/var/run/fw4.state';
const NOT_LOADED = { code: 1, output: 'Error: No such file or directory; did you mean table ...?\n' };

/** As firewall4 prints it: first what it leaves out itself, then nft's words on what it reads from a pipe. */
const REFUSED = `Section @rule[9] (guests) is disabled, ignoring section
/dev/stdin:9:12-13: Error: Could not process rule: No such file or directory
	flowtable ft {
	          ^^
/dev/stdin:98:29-44: Error: Could not process rule: No such file or directory
		meta l4proto { tcp, udp } flow offload @ft;
		                          ^^^^^^^^^^^^^^^^
`;

function routerWith(loaded: boolean, service: Command): WritableRouter {
	const router = new WritableRouter({ [STATE]: '{}' });
	const forward = 'table inet fw4 {\n\tchain forward {\n\t}\n}\n';
	return router
		.onCommand(/^nft --terse list flowtables/, () => (loaded ? 'table inet fw4 {\n}\n' : ''))
		.onCommand(/^nft --terse list chain/, () => (loaded ? forward : NOT_LOADED))
		.onCommand(/^\/etc\/init.d\/firewall /, service);
}

const load = (router: WritableRouter) => router.call<{ refusal: Refusal | null }>('firewall_load');
const services = (router: WritableRouter) => router.ran.filter((line) => line.startsWith('/etc/init.d/'));

QUnit.module('backend > loading the firewall', () => {
	QUnit.test('one that runs is reloaded, which never takes its rules away', (assert) => {
		const router = routerWith(true, () => '');
		assert.strictEqual(succeeded(load(router)).refusal, null);
		assert.deepEqual(services(router), ['/etc/init.d/firewall reload']);
		assert.true(STATE in router.files);
	});

	QUnit.test('one that does not is started, though firewall4 believes that it runs', (assert) => {
		const router = routerWith(false, () => (STATE in router.files ? 'appears to be already loaded' : ''));
		assert.strictEqual(succeeded(load(router)).refusal, null);
		assert.deepEqual(services(router), ['/etc/init.d/firewall start']);
		assert.false(STATE in router.files);
	});

	QUnit.test('what the kernel refuses comes in its words, whatever the exit status', (assert) => {
		for (const code of [0, 1]) {
			const { refusal } = succeeded(load(routerWith(true, () => ({ code, output: REFUSED }))));
			assert.strictEqual(refusal?.cause, 'module_missing');
			assert.strictEqual(refusal?.lines[0], REFUSED.split('\n')[1]);
			assert.strictEqual(refusal?.lines.length, 6);
		}
	});

	QUnit.test('a service that fails, hangs or is not there', (assert) => {
		for (const result of [
			{ code: 1, output: 'The fw4 firewall does not appear to be loaded.\n' },
			{ code: 137, output: '' },
			{ code: 127, output: 'not found' },
		]) {
			const { code, text } = failed(load(routerWith(true, () => result)));
			assert.strictEqual(code, 'unavailable');
			assert.true(text.includes('/etc/init.d/firewall reload'), text);
		}
	});
});
