import type { Mode, PendingChanges } from '../../../model/index.ts';
import type { Refusal } from '../../../rpc/types/index.ts';

/** Why a change was not put on trial. Nothing has been written then. */
export type ApplyProblem =
	/** It asks for what is there already. */
	| { kind: 'nothing-to-apply' }
	/** Other changes of this session wait, and rpcd would apply them too. */
	| { kind: 'pending'; changes: PendingChanges }
	/** The kernel would reject the ruleset. */
	| { kind: 'rejected'; mode: Mode; rejection: Refusal }
	/** Another trial or apply waits for its answer. */
	| { kind: 'running' }
	/** The backend has too much to do. */
	| { kind: 'busy' }
	/** The backend cannot begin a trial. */
	| { kind: 'trial-unavailable'; error: unknown };

/** Thrown by `beginTrial`. */
export class ApplyError extends Error {
	constructor(readonly problem: ApplyProblem) {
		super(problem.kind);
	}
}
