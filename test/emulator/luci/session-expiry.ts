/** What a page does when its login has ended. */
import { create } from './dom.ts';
import { luciError } from './errors.ts';
import { poll } from './poll.ts';
import { showModal } from './ui/modal.ts';

function logInAgain(): void {
	const { protocol, host, pathname, search } = window.location;
	window.location.href = `${protocol}//${host}${pathname}${search}`;
}

export function notifySessionExpiry(): never {
	poll.stop();
	showModal(_('Session expired'), [
		create('div', { class: 'alert-message warning' }, [
			_('A new login is required since the authentication session expired.'),
		]),
		create('div', { class: 'right' }, [
			create('button', { class: 'btn primary', click: logInAgain }, [_('Log in…')]),
		]),
	]);
	throw luciError('SessionError', 'Login session is expired');
}
