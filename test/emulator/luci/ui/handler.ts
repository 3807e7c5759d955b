/** Event handlers that show on their button that they are at work. */

type Handler = (...args: unknown[]) => unknown;

/** `handler` is a function or the name of a method of `context`; `args` come before the event. */
export function createHandlerFn(context: unknown, handler: Handler | string, ...args: unknown[]) {
	const method =
		typeof handler === 'string' ? (context as Record<string, Handler | undefined>)[handler] : handler;
	if (typeof method !== 'function') return null;
	return (event: Event): void => {
		const button = event.currentTarget as HTMLButtonElement;
		button.classList.add('spinning');
		button.disabled = true;
		button.blur();
		Promise.resolve(method.call(context, ...args, event)).finally(() => {
			button.classList.remove('spinning');
			button.disabled = false;
		});
	};
}
