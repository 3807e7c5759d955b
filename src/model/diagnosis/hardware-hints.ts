import type { NetworkPath } from '../../rpc/types/index.ts';
import { type Finding, finding } from '../finding.ts';
import { loadedMode, mayHaveHardware } from '../mode.ts';
import type { Known } from './evidence.ts';
import { reload } from './loaded.ts';

/** Hardware offloading where no hardware is: OpenWrt's kernel accepts it all the same. */
export function judgeMissingHardware({ status, counters }: Known): Finding | null {
	if (loadedMode(status) !== 'hardware') return null;
	if ((counters?.offloaded?.hardware.total.entries ?? 0) > 0) return null;
	if (mayHaveHardware(status)) return null;
	return finding(
		'no-hardware',
		'warning',
		_(
			'Turn hardware offloading off: this router has no hardware for it. While it is on, the firewall lists single ports instead of the bridge, and connections may break when a device moves to another port.'
		)
	);
}

/** Ports of a bridge that firewall4 did not see when it was loaded. */
export function judgeMissingPorts({ status }: Known): Finding | null {
	const missing = pathsIn(status.paths).flatMap(({ missing_ports }) => missing_ports);
	if (loadedMode(status) !== 'hardware' || missing.length === 0) return null;
	return finding(
		'missing-ports',
		'warning',
		_(
			'What arrives on %s goes through the firewall: the flowtable does not list it. Reload the firewall to add it.'
		).format(missing.join(', ')),
		reload()
	);
}

/** Listed ports of which only the driver knows whether the kernel's path walk goes through. */
export function judgeUnknownPorts({ status }: Known): Finding | null {
	const unknown = pathsIn(status.paths)
		.filter(({ arriving }) => arriving.fast)
		.flatMap(({ ports }) => ports.filter(({ fast }) => fast === null))
		.map(({ device }) => device);
	if (unknown.length === 0) return null;
	return finding(
		'unknown-ports',
		'info',
		_('Unknown whether what arrives on %s bypasses the firewall: this depends on the driver.').format(
			[...new Set(unknown)].join(', ')
		),
		{ kind: 'measure' }
	);
}

function pathsIn(paths: NetworkPath[] | null): NetworkPath[] {
	return paths ?? [];
}
