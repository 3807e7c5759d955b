/**
 * Every request and reply between the page and the backend (ubus object `luci.nft-offload`).
 * The backend is checked against these types too, so a change here is a change of page and backend.
 *
 * Conventions
 * - A value that could not be read is `null`, and `unknown` of the same reply says why. Zero is a reading.
 * - Counters of the kernel are 64 bits wide; page and backend saturate them at 2^53 - 1.
 * - PrivateNames and texts are bytes from the router (device names, kernel messages): never put them into HTML.
 */

import type { Connections, ConnectionsQuery } from './connections.ts';
import type { Counters } from './counters.ts';
import type { DryRunMethods } from './dry-run.ts';
import type { Environment } from './environment.ts';
import type { FlushMethods } from './exceptions.ts';
import type { Logs } from './logs.ts';
import type { MeasurementMethods } from './measurement.ts';
import type { PrivateNames } from './private-names.ts';
import type { RepairMethods } from './repair.ts';
import type { ResultMethods } from './results.ts';
import type { Status } from './status.ts';
import type { Summary } from './summary.ts';
import type { TrialMethods } from './trial.ts';

export * from './common.ts';
export * from './connections.ts';
export * from './counters.ts';
export * from './dry-run.ts';
export * from './engines.ts';
export * from './environment.ts';
export * from './exceptions.ts';
export * from './logs.ts';
export * from './measurement.ts';
export * from './paths.ts';
export * from './private-names.ts';
export * from './repair.ts';
export * from './results.ts';
export * from './status.ts';
export * from './trial.ts';

/** The methods of ubus object `luci.nft-offload`, each with its arguments and the reply inside the envelope. */
export interface Methods
	extends DryRunMethods,
		FlushMethods,
		MeasurementMethods,
		RepairMethods,
		ResultMethods,
		TrialMethods {
	connections: { args: ConnectionsQuery; reply: Connections };
	counters: { args: { bytes: boolean }; reply: Counters };
	environment: { args: Record<string, never>; reply: Environment };
	logs: { args: Record<string, never>; reply: Logs };
	private_names: { args: Record<string, never>; reply: PrivateNames };
	/** engines: whether the long lists of hardware engines are read too. */
	status: { args: { engines: boolean }; reply: Status };
	summary: { args: Record<string, never>; reply: Summary };
}
