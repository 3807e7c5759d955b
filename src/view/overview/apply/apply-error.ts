import type { Mode, PendingChanges } from '../../../model/index.ts';
import type { Refusal } from '../../../rpc/types/index.ts';

/** Why a change was not put on trial. Nothing has been written then. */
export type Obstacle =
	/** It asks for what is there already. */
	| { kind: 'nothing-to-apply' }
	/** Other changes of this login wait, and rpcd would apply them too. */
	| { kind: 'pending'; changes: PendingChanges }
	/** The kernel would not take the ruleset. */
	| { kind: 'refused'; mode: Mode; refusal: Refusal }
	/** Another trial or apply waits for its answer. */
	| { kind: 'busy' }
	/** The router half cannot guard it. */
	| { kind: 'unguarded'; error: unknown };

/** Thrown by `beginTrial`. */
export class ObstacleError extends Error {
	constructor(readonly obstacle: Obstacle) {
		super(obstacle.kind);
	}
}
