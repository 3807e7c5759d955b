import form from 'luci/form';
import uci from 'luci/uci';
import { type Contract, type Expect, outcomeOf, until } from './clause.ts';
import { dropChanges, ownChanges, SECTION, TRIED } from './pending.ts';

type FormMap = InstanceType<typeof form.Map>;
type Section = ReturnType<FormMap['section']>;
type Flag = ReturnType<typeof addFlag>;
type FormMember = keyof typeof form | `Map.${keyof FormMap}` | `Flag.${keyof Flag}`;

const SECOND = `${TRIED}_second`;

function addFlag(section: Section, name = TRIED) {
	return section.option(form.Flag, name, 'Title of the option', 'What it does');
}

/** A form with one checkbox, in the page so that its parts are seen; `shape` sets the option up. */
async function show(shape: (flag: Flag, section: Section) => void = () => {}) {
	uci.unload('firewall');
	const map = new form.Map('firewall', 'Title of the form', 'What it is about');
	const section = map.section(form.NamedSection, SECTION, 'defaults', 'Title of the section');
	const flag = addFlag(section);
	shape(flag, section);
	const element = await map.render();
	document.querySelector('#view')?.append(element);
	return { map, element, box: (name = TRIED) => boxOf(element, name), done: () => element.remove() };
}

function boxOf(element: Element, name: string): HTMLInputElement {
	const box = element.querySelector<HTMLInputElement>(`input[type=checkbox][data-widget-id$=".${name}"]`);
	if (!box) throw new Error(`no checkbox for ${name}`);
	return box;
}

/** LuCI disables the boxes of who may only read, in every other form they can be ticked. */
function mayTick(expect: Expect, box: HTMLInputElement): boolean {
	const may = L.hasViewPermission() === true;
	expect('a box is enabled where the user may change it', !box.disabled, may);
	return may;
}

/** Reading clauses change nothing on the router. */
export const members: Contract<FormMember> = {
	async Map(expect) {
		const { element, done } = await show();
		expect('is a map', element.classList.contains('cbi-map'), true);
		expect('with its title', element.querySelector('h2')?.textContent, 'Title of the form');
		expect('and description', element.querySelector('.cbi-map-descr')?.textContent, 'What it is about');
		done();
	},
	async NamedSection(expect) {
		const { element, done } = await show();
		expect('the section with its title', element.querySelector('h3')?.textContent, 'Title of the section');
		expect('one for the name', element.querySelectorAll('.cbi-section-node').length, 1);
		done();
	},
	async 'Map.section'(expect) {
		const map = new form.Map('firewall');
		map.section(form.NamedSection, '@no_such_type[0]', 'no_such_type');
		const element = await map.render();
		expect('a section that is missing has no fields', element.querySelectorAll('input').length, 0);
	},
	async 'Map.render'(expect) {
		const { map, element, box, done } = await show();
		if (mayTick(expect, box())) box().click();
		expect('always the same element', (await map.render()) === element, true);
		expect('drawn anew', box().checked, false);
		done();
	},
	async 'Map.save'(expect) {
		const { map, box, done } = await show();
		expect('nothing to save', await outcomeOf(() => map.save(null, true)), 'resolves');
		expect('and the form stands again', box().checked, false);
		done();
	},
	async Flag(expect) {
		const { element, box, done } = await show();
		expect('a checkbox, unticked', [box().type, box().checked], ['checkbox', false]);
		const title = element.querySelector('.cbi-value-title');
		expect('its title', title?.textContent, 'Title of the option');
		expect('its description', element.querySelector('.cbi-value-description')?.textContent, 'What it does');
		done();
	},
	'Flag.rmempty': (expect) => expect('true unless it is said', addFlag(newSection()).rmempty, true),
	async 'Flag.default'(expect) {
		expect('off', addFlag(newSection()).default, '0');
		const { box, done } = await show((flag) => {
			flag.default = '1';
		});
		expect('shown where nothing is stored', box().checked, true);
		done();
	},
	async 'Flag.depends'(expect) {
		const { box, done } = await show((_flag, section) => addFlag(section, SECOND).depends(TRIED, '1'));
		expect('hidden', box(SECOND).checkVisibility(), false);
		if (mayTick(expect, box())) {
			box().click();
			await until(() => box(SECOND).checkVisibility());
			box().click();
			await until(() => !box(SECOND).checkVisibility());
			expect('and shown as the other option says', box().checked, false);
		}
		done();
	},
	'Flag.retain': (expect) => expect('false unless it is said', addFlag(newSection()).retain, false),
	async 'Flag.load'(expect) {
		const sections: string[] = [];
		const { box, done } = await show((flag) => {
			flag.load = (section) => {
				sections.push(section);
				return '1';
			};
		});
		expect('called with the section', sections, [SECTION]);
		expect('what it gives is shown', box().checked, true);
		done();
	},
	async DynamicList(expect) {
		const { element, input, type, items, done } = await showList((list) => {
			list.placeholder = 'a word';
			list.validate = (_section, word) => (word === 'wrong' ? 'no such word' : true);
		});
		expect('its title', element.querySelector('.cbi-value-title')?.textContent, 'Title of the list');
		expect('words are typed', [input.placeholder, items()], ['a word', []]);
		const may = L.hasViewPermission() === true;
		expect('by who may change it', !input.disabled, may);
		if (may) {
			type('wrong');
			expect('none that is not valid', items(), []);
			type('one');
			type('two');
			type('one');
			expect('each once', items(), ['one', 'two']);
			const [first] = element.querySelectorAll('.item');
			first?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Delete', keyCode: 46, bubbles: true }));
			expect('and removed again', items(), ['two']);
		}
		done();
	},
	async ListValue(expect) {
		uci.unload('firewall');
		const map = new form.Map('firewall');
		const choice = addChoice(map.section(form.NamedSection, SECTION, 'defaults'));
		choice.load = () => 'b';
		const element = await map.render();
		document.querySelector('#view')?.append(element);
		const select = element.querySelector('select');
		const titles = [...(select?.options ?? [])].map(({ text }) => text);
		expect('its choices', titles, ['First', 'Second']);
		expect('what load gives is chosen', select?.value, 'b');
		element.remove();
	},
};

function newSection(): Section {
	return new form.Map('firewall').section(form.NamedSection, SECTION, 'defaults');
}

type List = ReturnType<typeof addList>;

function addList(section: Section) {
	return section.option(form.DynamicList, TRIED, 'Title of the list', 'What it lists');
}

/** A form with one list, in the page. */
async function showList(shape: (list: List) => void = () => {}) {
	uci.unload('firewall');
	const map = new form.Map('firewall');
	const section = map.section(form.NamedSection, SECTION, 'defaults');
	shape(addList(section));
	const element = await map.render();
	document.querySelector('#view')?.append(element);
	const input = element.querySelector<HTMLInputElement>(`[data-name="${TRIED}"] .add-item input[type=text]`);
	if (!input) throw new Error('no field for a word');
	const add = element.querySelector<HTMLElement>(`[data-name="${TRIED}"] .add-item .cbi-button-add`);
	const type = (word: string) => {
		input.value = word;
		input.dispatchEvent(new Event('keyup'));
		add?.click();
	};
	const items = () =>
		[...element.querySelectorAll<HTMLInputElement>('.item > input[type=hidden]')].map(({ value }) => value);
	return { map, element, input, type, items, done: () => element.remove() };
}

function addChoice(section: Section) {
	const choice = section.option(form.ListValue, TRIED, 'Title of the choice', 'What it chooses');
	choice.value('a', 'First');
	choice.value('b', 'Second');
	return choice;
}

/** Clauses that leave changes with the login and take them back. */
export const saving: Contract<
	'DynamicList' | 'ListValue' | 'Flag' | 'Flag.depends' | 'Flag.retain' | 'Flag.rmempty'
> = {
	async DynamicList(expect) {
		const { map, element, type, done } = await showList();
		try {
			type('one');
			type('two');
			await map.save(null, true);
			expect('a list', uci.get('firewall', SECTION, TRIED), ['one', 'two']);
			for (const item of element.querySelectorAll('.item'))
				item.dispatchEvent(new KeyboardEvent('keydown', { key: 'Delete', keyCode: 46, bubbles: true }));
			await map.save(null, true);
			expect('an empty one is removed', uci.get('firewall', SECTION, TRIED) ?? null, null);
		} finally {
			done();
			await dropChanges();
		}
	},
	async ListValue(expect) {
		uci.unload('firewall');
		const map = new form.Map('firewall');
		addChoice(map.section(form.NamedSection, SECTION, 'defaults'));
		const element = await map.render();
		document.querySelector('#view')?.append(element);
		try {
			const select = element.querySelector('select');
			if (select) select.value = 'b';
			select?.dispatchEvent(new Event('change', { bubbles: true }));
			await map.save(null, true);
			expect('what is chosen', uci.get('firewall', SECTION, TRIED), 'b');
		} finally {
			element.remove();
			await dropChanges();
		}
	},
	Flag: (expect) =>
		saved(expect, async (map, box) => {
			await tick(map, box());
			expect('ticked writes 1', await ownChanges(), [['set', '1']]);
			expect('and stands ticked', box().checked, true);
			await tick(map, box());
			expect('unticked removes', await ownChanges(), [
				['set', '1'],
				['remove', null],
			]);
		}),
	'Flag.depends': (expect) =>
		saved(
			expect,
			async (map, box) => {
				box().click();
				await until(() => box(SECOND).checkVisibility());
				await tick(map, box(SECOND));
				await tick(map, box());
				expect('what is hidden is removed', uci.get('firewall', SECTION, SECOND) ?? null, null);
			},
			(_flag, section) => addFlag(section, SECOND).depends(TRIED, '1')
		),
	'Flag.retain': (expect) =>
		saved(
			expect,
			async (map, box) => {
				box().click();
				await until(() => box(SECOND).checkVisibility());
				await tick(map, box(SECOND));
				await tick(map, box());
				expect('what is hidden is kept', uci.get('firewall', SECTION, SECOND) ?? null, '1');
			},
			(_flag, section) => {
				const second = addFlag(section, SECOND);
				second.depends(TRIED, '1');
				second.retain = true;
			}
		),
	'Flag.rmempty': (expect) =>
		saved(
			expect,
			async (map, box) => {
				await tick(map, box());
				await tick(map, box());
				expect('false: unticked writes 0', (await ownChanges()).at(-1), ['set', '0']);
			},
			(flag) => {
				flag.rmempty = false;
			}
		),
};

async function saved(
	_expect: Expect,
	use: (map: FormMap, box: (name?: string) => HTMLInputElement) => Promise<void>,
	shape?: (flag: Flag, section: Section) => void
): Promise<void> {
	const { map, box, done } = await show(shape);
	try {
		await use(map, box);
	} finally {
		done();
		await dropChanges();
	}
}

/** Ticks or unticks the box and saves. */
async function tick(map: FormMap, box: HTMLInputElement): Promise<void> {
	box.click();
	await map.save(null, true);
}
