import ui from 'luci/ui';
import * as model from '../../../model/index.ts';
import * as router from '../../../rpc/backend.ts';
import { showApplyError } from '../apply/apply-error-dialog.ts';

/** Lets the kernel forget them, and says how many. Never rejects. */
export async function flushOffloaded(): Promise<void> {
	try {
		const { entries } = await router.flushOffloaded();
		const text = N_(
			entries,
			'%s offloaded connection was flushed.',
			'%s offloaded connections were flushed.'
		).format(model.countText(entries));
		ui.addNotification(null, [E('p', [text])], 'info');
	} catch (error) {
		showApplyError(error, null);
	}
}
