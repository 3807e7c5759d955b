/** Messages on top of the page. */
import { append, create } from '../dom.ts';

export function addNotification(title: string | null, children: unknown, ...classes: string[]): HTMLElement {
	const text = create('div', { style: 'flex:10' });
	if (title !== null && title !== undefined) append(text, [create('h4', {}, title)]);
	append(text, children);
	const message = create('div', { class: 'alert-message fade-in', style: 'display:flex' }, [
		text,
		create('div', { style: 'flex:1 1 auto; display:flex' }, [
			create(
				'button',
				{ class: 'btn', style: 'margin-left:auto; margin-top:auto', click: () => message.remove() },
				[_('Dismiss')]
			),
		]),
	]);
	message.classList.add(...classes);
	const place = document.querySelector('#maincontent') ?? document.body;
	place.insertBefore(message, place.firstElementChild);
	return message;
}
