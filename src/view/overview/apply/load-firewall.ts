import * as model from '../../../model/index.ts';
import * as router from '../../../rpc/backend.ts';
import type { Status } from '../../../rpc/types/index.ts';
import { ObstacleError } from './apply-error.ts';
import { tellObstacle } from './apply-error-dialog.ts';

/** Starts or reloads the firewall, and says why the kernel refuses its rules where it does. Never rejects. */
export async function loadFirewall(status: Status | null): Promise<void> {
	try {
		const { refusal } = await router.firewallLoad();
		const mode = status?.requested ? model.modeOf(status.requested) : 'off';
		if (refusal) tellObstacle(new ObstacleError({ kind: 'refused', mode, refusal }), status);
	} catch (error) {
		tellObstacle(error, status);
	}
}
