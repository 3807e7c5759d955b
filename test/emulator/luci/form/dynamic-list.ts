/** form.DynamicList without choices: https://openwrt.github.io/luci/jsapi/LuCI.ui.DynamicList.html */
import { append, create } from '../dom.ts';
import { type Stored, Value } from './value.ts';

const INVALID = 'cbi-input-invalid';

export class DynamicList extends Value {
	/** The items, and what was typed and not added, if it is valid. */
	formvalue(section: string): string[] {
		const field = this.field(section);
		const items = [...(field?.querySelectorAll<HTMLInputElement>('.item > input[type=hidden]') ?? [])];
		const words = items.map(({ value }) => value);
		const typed = this.input(section);
		if (typed && /\S/.test(typed.value) && !typed.classList.contains(INVALID) && !words.includes(typed.value))
			words.push(typed.value);
		return words;
	}

	/** As in LuCI, a typed word that is not valid is left out, and keeps nothing from being saved. */
	protected faultOf(): null {
		return null;
	}

	protected renderWidget(section: string, value: Stored): HTMLElement {
		const id = this.cbid(section);
		const disabled = this.isDisabled ? '' : null;
		const input = create('input', {
			id: `widget.${id}`,
			type: 'text',
			class: 'cbi-input-text',
			placeholder: this.placeholder,
			disabled,
		}) as HTMLInputElement;
		const add = create('div', { class: 'btn cbi-button cbi-button-add' }, ['+']);
		const row = create('div', { class: 'add-item control-group' }, [input, add]);
		const list = create('div', { id, class: 'cbi-dynlist', disabled }, [row]);
		const take = () => {
			if (disabled !== null || input.value === '' || this.check(section, input) !== null) return;
			this.addItem(list, row, input.value);
			input.value = '';
		};
		for (const name of ['keyup', 'blur']) input.addEventListener(name, () => this.check(section, input));
		add.addEventListener('click', take);
		input.addEventListener('keydown', (event) => {
			if (event.key !== 'Enter') return;
			event.preventDefault();
			take();
		});
		for (const word of [value ?? []].flat()) this.addItem(list, row, word);
		return list;
	}

	private addItem(list: HTMLElement, row: HTMLElement, word: string): void {
		const values = [...list.querySelectorAll<HTMLInputElement>('.item > input')].map(({ value }) => value);
		if (values.includes(word)) return;
		const item = create('div', { class: 'item', tabindex: 0 }, [
			create('span', [word]),
			create('input', { type: 'hidden', value: word }),
		]);
		item.addEventListener('keydown', (event) => {
			if (!this.isDisabled && ['Delete', 'Backspace'].includes(event.key)) item.remove();
		});
		list.insertBefore(item, row);
		append(list, []);
	}

	/** Marks the field where the typed word is not valid. */
	private check(section: string, input: HTMLInputElement): string | null {
		const verdict = this.validate(section, input.value);
		input.classList.toggle(INVALID, verdict !== true);
		if (verdict === true) input.removeAttribute('data-tooltip');
		else input.setAttribute('data-tooltip', verdict);
		return verdict === true ? null : verdict;
	}

	private input(section: string): HTMLInputElement | null {
		return this.field(section)?.querySelector<HTMLInputElement>('.add-item > input[type=text]') ?? null;
	}
}
