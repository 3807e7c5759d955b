import * as model from '../../../model/index.ts';
import * as router from '../../../rpc/backend.ts';
import { DeviceResetError } from './measurement.ts';
import { ModeChangedError } from './take-measurement.ts';

/** The firewall has not loaded the mode that it was told to. */
export class ModeNotLoadedError extends Error {
	constructor(readonly mode: model.Mode) {
		super(mode);
	}
}

/** Why there is no result. */
export function measureErrorText(error: unknown): string {
	if (error instanceof ModeChangedError)
		return _('The offloading setting changed during the measurement. Measure again.');
	if (error instanceof DeviceResetError)
		return _('The Internet connection was interrupted during the measurement. Measure again.');
	if (error instanceof ModeNotLoadedError)
		return _('The firewall did not load the setting “%s”.').format(model.modeName(error.mode));
	const code = error instanceof router.BackendError ? error.code : null;
	if (code === 'running')
		return _('Another measurement is running, perhaps in another tab. It ends within two minutes.');
	if (code === 'busy') return _('The router is busy with other requests.');
	if (code === 'gone')
		return _('The router stopped the measurement because this page did not read it for 10 seconds.');
	return _('The measurement failed: %s').format(model.callErrorText(error));
}
