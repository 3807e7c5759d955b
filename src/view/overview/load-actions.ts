import * as components from '../../ui/index.ts';
import { loadModule } from '../load-module.ts';
import type * as actions from './actions.ts';

type Actions = typeof actions;

let hasFailed = false;

/** Fetches the module of the actions once, and gives it to `use`. Where the router does not send it, says so and gives null. */
export async function withActions<T>(use: (loaded: Actions) => T): Promise<Awaited<T> | null> {
	const loaded = await loadModule<Actions>('actions');
	if (loaded) return use(loaded) as Awaited<T>;
	if (!hasFailed)
		components.notify(_('The router did not send a part of this page. Reload the page.'), 'warning');
	hasFailed = true;
	return null;
}
