/** LuCI's errors, which carry their stack as lines behind the message, and how it reports those that nobody caught. */
import { append, create } from './dom.ts';
import { addNotification } from './ui/notification.ts';

/** Makes an error of `name`; its message ends with the stack, as LuCI's do. */
export function luciError(name: string, message: string): Error {
	const error = new Error(message);
	error.name = name;
	const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
	error.message = [message, ...frames.slice(1).map((line) => `  ${line.trim()}`)].join('\n');
	return error;
}

const reported = new WeakSet<object>();

/** Shows an error once, as a notification, and throws it again. */
export function report(error: unknown): never {
	const known = error instanceof Error ? error : new Error(String(error));
	if (!reported.has(known)) {
		reported.add(known);
		const text = create('pre');
		append(text, [known.message]);
		addNotification(known.name || translateError(), [text], 'danger');
	}
	throw known;
}

function translateError(): string {
	return _('Runtime error');
}
