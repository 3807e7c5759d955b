import * as model from '../../../model/index.ts';
import * as router from '../../../rpc/backend.ts';
import type { Status } from '../../../rpc/types/index.ts';
import { ApplyError } from './apply-error.ts';
import { showApplyError } from './apply-error-dialog.ts';

/** Starts or reloads the firewall, and says why the kernel rejects its rules where it does. Never rejects. */
export async function loadFirewall(status: Status | null): Promise<void> {
	try {
		const { refusal: rejection } = await router.firewallLoad();
		const mode = status?.requested ? model.modeOf(status.requested) : 'off';
		if (rejection) showApplyError(new ApplyError({ kind: 'rejected', mode, rejection }), status);
	} catch (error) {
		showApplyError(error, status);
	}
}
