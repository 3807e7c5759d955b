import view from 'luci/view';
import type { Contract } from './clause.ts';

type View = (typeof view)['prototype'];

/** What LuCI did with the view of the page, in its order. */
export const life: string[] = [];

export const members: Contract<keyof typeof view | `view.${keyof View}`> = {
	extend(expect) {
		const Own = view.extend({ answer: () => 42 });
		expect('members come on top of a view', Own.prototype.answer(), 42);
		expect('and its own stay', typeof Own.prototype.addFooter, 'function');
	},
	prototype(expect) {
		expect('of a class of views', typeof view.prototype.addFooter, 'function');
	},
	'view.load'(expect) {
		expect('first load, then render with what it gave, then the footer', life, [
			'load',
			'render loaded',
			'addFooter',
		]);
	},
	'view.addFooter'(expect) {
		expect('buttons for every handler', buttonsOf({}), ['Reset', 'Save', 'Save & Apply']);
	},
	'view.handleSave'(expect) {
		expect('null takes its button away', buttonsOf({ handleSave: null }), ['Reset', 'Save & Apply']);
	},
	'view.handleSaveApply'(expect) {
		expect('null takes its button away', buttonsOf({ handleSaveApply: null }), ['Reset', 'Save']);
	},
	'view.handleReset'(expect) {
		expect('null takes its button away', buttonsOf({ handleReset: null }), ['Save', 'Save & Apply']);
		const none = { handleSave: null, handleSaveApply: null, handleReset: null };
		expect('without handlers there is nothing', buttonsOf(none), []);
	},
};

type Handlers = { handleSave?: null; handleSaveApply?: null; handleReset?: null };

/** The words on the buttons that a view with these handlers has; LuCI hides a second choice behind Save & Apply. */
function buttonsOf(handlers: Handlers): string[] {
	const footer = E('div', [view.extend(handlers).prototype.addFooter()]);
	const words = [...footer.querySelectorAll('button, .cbi-dropdown > ul > li')].map((button) =>
		(button.textContent ?? '').trim()
	);
	return [...new Set(words)].filter((word) => word && word !== 'Apply unchecked').sort();
}
