import * as model from '../../../model/index.ts';
import * as router from '../../../rpc/backend.ts';
import * as components from '../../../ui/index.ts';
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
		components.notify(text, 'info');
	} catch (error) {
		showApplyError(error, null);
	}
}
