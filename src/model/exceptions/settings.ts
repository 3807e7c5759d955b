import type { ExceptionState } from '../../rpc/types/index.ts';
import type * as model from '../index.ts';
import { hasExceptions } from './list.ts';

/** Where exceptions are configured, and the section of the firewall by which firewall4 loads them. */
export const EXCEPTIONS_CONFIG = 'nft-offload';
export const EXCEPTIONS_SECTION = 'exceptions';
export const EXCEPTIONS_INCLUDE = 'nft_offload';
/** What that section holds. */
export const INCLUDE_OPTIONS: Record<string, string> = {
	type: 'script',
	path: '/usr/share/nft-offload/exceptions.sh',
	fw4_compatible: '1',
};
/** Numbers of first packets that can be chosen. */
export const FIRST_PACKETS = [10, 30, 60];

/** How many exceptions are configured; a word that is not valid is one. */
export function exceptionCount({ requested, invalid }: ExceptionState): number {
	const { devices, networks, ports, first_packets } = requested;
	return devices.length + networks.length + ports.length + invalid.length + (first_packets > 0 ? 1 : 0);
}

/** How the exceptions are; null where there is none. `level`: LuCI's class of message. */
export function exceptionsNotice(
	state: ExceptionState,
	mode: 'off' | 'software' | 'hardware' | null
): { level: 'info' | 'warning' | 'success'; text: string } | null {
	const [invalid] = state.invalid;
	if (invalid)
		return {
			level: 'warning',
			text: _('No exception is loaded, because “%s” is not valid. Remove it and apply again.').format(
				invalid.value
			),
		};
	if (!hasExceptions(state.requested)) {
		if (state.loaded !== 'others') return null;
		return { level: 'info', text: _('Earlier exceptions stay loaded until the firewall reloads.') };
	}
	if (mode === 'off')
		return { level: 'info', text: _('Nothing is offloaded right now, so there is nothing to except.') };
	if (state.loaded === 'requested') return { level: 'success', text: _('The exceptions are loaded.') };
	return { level: 'warning', text: notLoadedText(state) };
}

function notLoadedText({ loaded, included, error }: ExceptionState): string {
	if (loaded === null) return _('Whether the exceptions are loaded is unknown.');
	if (included === false)
		return _(
			'The exceptions are not loaded, because the firewall does not run their script. Apply them again.'
		);
	if (error) return _('The exceptions are not loaded: %s').format(error);
	return _('The exceptions are not loaded. They are loaded with the next reload of the firewall.');
}

/** The pending changes that are about anything but exceptions, by config. */
export function changesBesideExceptions(pending: model.PendingChanges): model.PendingChanges {
	const entries = Object.entries(pending).map(([config, changes]): [string, string[][]] => {
		if (config === EXCEPTIONS_CONFIG) return [config, []];
		const isOurs = ([, section]: string[]) => config === 'firewall' && section === EXCEPTIONS_INCLUDE;
		return [config, changes.filter((change) => !isOurs(change))];
	});
	return Object.fromEntries(entries.filter(([, changes]) => changes.length > 0));
}
