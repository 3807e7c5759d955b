import ui from 'luci/ui';
import { type Contract, until } from './clause.ts';

const HOSTILE = '<img src=x onerror="window.hostile=1">';

export const members: Contract<keyof typeof ui> = {
	showModal(expect) {
		const dialog = ui.showModal('Question', [E('p', ['Really?']), HOSTILE], 'contract');
		expect('is a dialog', dialog.getAttribute('role'), 'dialog');
		expect('with its title', dialog.querySelector('h4')?.textContent, 'Question');
		expect('texts stay texts', dialog.textContent, `QuestionReally?${HOSTILE}`);
		expect('classes', dialog.classList.contains('contract'), true);
		expect('it is seen', visible(dialog), true);
		const marked = ui.showModal('<b>Question</b>', []).querySelector('h4 b');
		expect('a title becomes HTML', marked?.textContent, 'Question');
		const second = ui.showModal('Next', []);
		expect('there is only one', [second === dialog, second.textContent], [true, 'Next']);
		expect('classes go with the dialog before', second.classList.contains('contract'), false);
		ui.hideModal();
	},
	async hideModal(expect) {
		const dialog = ui.showModal('Question', []);
		ui.hideModal();
		await until(() => !visible(dialog));
		expect('it is gone', document.body.classList.contains('modal-overlay-active'), false);
	},
	addNotification(expect) {
		const notice = ui.addNotification('Title', [E('p', ['text ', HOSTILE])], 'warning');
		expect(
			'stands on top of the page',
			document.querySelector('#maincontent')?.firstElementChild === notice,
			true
		);
		expect('with its title', notice.querySelector('h4')?.textContent, 'Title');
		expect('texts stay texts', notice.querySelector('p')?.textContent, `text ${HOSTILE}`);
		expect('classes', notice.classList.contains('warning'), true);
		const marked = ui.addNotification('<b>Title</b>', []);
		expect('a title becomes HTML', marked.querySelector('h4 b')?.textContent, 'Title');
		marked.remove();
		const untitled = ui.addNotification(null, [E('p', ['text'])]);
		expect('a title may be missing', untitled.querySelector('h4'), null);
		for (const message of [notice, untitled]) {
			const button = message.querySelector('button');
			button?.click();
			// LuCI waits for the end of a transition that the button has under a real pointer.
			button?.dispatchEvent(new Event('transitionend', { bubbles: true }));
		}
		expect('its button takes it away', document.querySelectorAll('#maincontent > .alert-message').length, 0);
	},
	async createHandlerFn(expect) {
		let finish = () => {};
		const context = { name: 'context' };
		const seen: unknown[] = [];
		const handler = ui.createHandlerFn(context, function (event) {
			seen.push(this.name, event.type);
			return new Promise<void>((resolve) => {
				finish = resolve;
			});
		});
		const button = E('button', { click: handler }, ['Go']) as HTMLButtonElement;
		button.click();
		expect('context and event', seen, ['context', 'click']);
		expect('busy until it has settled', busy(button), [true, true]);
		finish();
		await until(() => !button.disabled);
		expect('then as before', busy(button), [false, false]);
	},
};

function visible(element: Element): boolean {
	return element.checkVisibility({ checkVisibilityCSS: true });
}

function busy(button: HTMLButtonElement): [boolean, boolean] {
	return [button.disabled, button.classList.contains('spinning')];
}
