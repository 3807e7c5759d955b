import * as model from '../../model/index.ts';
import * as router from '../../router.ts';
import type { Status } from '../../wire.ts';
import { ObstacleError } from './obstacle.ts';
import { tellObstacle } from './obstacle-dialog.ts';

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
