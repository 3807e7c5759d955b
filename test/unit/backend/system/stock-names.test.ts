import QUnit from 'qunit';
import { isCommon, STOCK_DEVICES, STOCK_RULES } from '../../../../src/model/redact/common.ts';
import { loadModule } from '../../../../tools/ucode/load.ts';
import { hostWith, SEARCH_PATH } from '../support/host.ts';

const backend = loadModule<{
	STOCK_RULES: string[];
	is_stock_name(name: string): boolean;
	is_stock_rule(name: string): boolean;
}>('nft-offload.system.stock_names', { host: hostWith({}), searchPath: SEARCH_PATH });

QUnit.module('backend > names that are nobody’s', () => {
	QUnit.test('backend and page know the same rules', (assert) => {
		assert.deepEqual(backend.STOCK_RULES, STOCK_RULES);
		for (const name of STOCK_RULES) assert.true(backend.is_stock_rule(name) && isCommon(name), name);
		assert.false(backend.is_stock_rule('Allow-Anna'));
	});

	QUnit.test('a device that the page does not hide is one that the backend does not tell', (assert) => {
		for (const device of STOCK_DEVICES)
			for (const name of [`${device}0`, `${device}12.7`, `br-${device}1`])
				assert.true(isCommon(name) && backend.is_stock_name(name), name);
		for (const name of ['br-lan', 'br-guest', 'pppoe-wan6', 'phy1-ap0'])
			assert.true(isCommon(name) && backend.is_stock_name(name), name);
		for (const name of ['br-anna', 'annas-eth0', 'phyllis0'])
			assert.false(isCommon(name) || backend.is_stock_name(name), name);
	});
});
