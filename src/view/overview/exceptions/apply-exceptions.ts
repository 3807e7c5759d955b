import uci from 'luci/uci';
import {
	changesBesideExceptions,
	EXCEPTIONS_CONFIG,
	EXCEPTIONS_INCLUDE,
	EXCEPTIONS_SECTION,
	INCLUDE_OPTIONS,
} from '../../../model/exceptions/settings.ts';
import * as model from '../../../model/index.ts';
import * as router from '../../../rpc/backend.ts';
import * as rpcd from '../../../rpc/uci.ts';
import { ApplyError } from '../apply/apply-error.ts';

/** The configs that a change of exceptions writes. */
const CONFIGS = [EXCEPTIONS_CONFIG, 'firewall'];
/** Seconds until rpcd rolls back where this page does not reach the router any more. */
const ROLLBACK_SECONDS = 30;

/**
 * Saves what the form holds (`save`, which calls back before it sends) and applies it, with rpcd's own rollback and no trial: an
 * exception only sends packets through the firewall, so it can cut nobody off. The include is in the firewall's configuration only while
 * there is an exception. Rejects with an ApplyError or LuCI's Error; then nothing is changed and nothing waits.
 */
export async function applyExceptions(save: (include: () => void) => Promise<unknown>): Promise<void> {
	await uci.load(CONFIGS);
	const changes = changesBesideExceptions(await uci.changes());
	if (Object.keys(changes).length > 0) throw new ApplyError({ kind: 'pending', changes });
	await rejectBusy();
	try {
		await save(updateInclude);
		if (Object.keys(await uci.changes()).length === 0) throw new ApplyError({ kind: 'nothing-to-apply' });
		await rpcd.apply(ROLLBACK_SECONDS, true);
	} catch (error) {
		await forget();
		throw model.ubusStatus(error) === 6 ? new ApplyError({ kind: 'running' }) : error;
	}
	// Where nobody answers, rpcd rolls back.
	await router.statusNow();
	await rpcd.confirm();
	await readAgain();
}

/** rpcd refuses to revert while an apply of anybody waits for its confirmation. */
async function rejectBusy(): Promise<void> {
	const status = await router.statusNow();
	if (status.trial) throw new ApplyError({ kind: 'running' });
	for (const config of CONFIGS)
		await rpcd.revert(config).catch((error) => {
			throw model.ubusStatus(error) === 6 ? new ApplyError({ kind: 'running' }) : error;
		});
}

/** Makes or removes the section by which firewall4 runs our script. */
function updateInclude(): void {
	const values = ['device', 'network', 'port', 'first_packets'].map((option) =>
		uci.get(EXCEPTIONS_CONFIG, EXCEPTIONS_SECTION, option)
	);
	const isWanted = values.some(
		(value) => value !== null && value !== undefined && value !== '0' && value.length > 0
	);
	const isThere = Boolean(uci.get('firewall', EXCEPTIONS_INCLUDE, 'path'));
	if (isWanted && !isThere) {
		uci.add('firewall', 'include', EXCEPTIONS_INCLUDE);
		for (const [option, value] of Object.entries(INCLUDE_OPTIONS))
			uci.set('firewall', EXCEPTIONS_INCLUDE, option, value);
	} else if (!isWanted && isThere) uci.remove('firewall', EXCEPTIONS_INCLUDE);
}

/** What was saved and not applied must not wait for the next change of anything. */
async function forget(): Promise<void> {
	for (const config of CONFIGS) await rpcd.revert(config).catch(() => null);
	await readAgain().catch(() => null);
}

/** LuCI counts its unsaved changes whenever it loads a config, and not after an apply or a revert of ours. */
async function readAgain(): Promise<void> {
	uci.unload(CONFIGS);
	await uci.load(CONFIGS);
}
