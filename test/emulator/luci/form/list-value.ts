/** form.ListValue as a select: https://openwrt.github.io/luci/jsapi/LuCI.form.ListValue.html */
import { create } from '../dom.ts';
import { type Stored, Value } from './value.ts';

export class ListValue extends Value {
	private readonly choices: [key: string, title: string][] = [];

	value(key: string, title: string): void {
		this.choices.push([key, title]);
	}

	formvalue(section: string): string {
		return this.field(section)?.querySelector('select')?.value ?? '';
	}

	protected faultOf(section: string): string | null {
		const verdict = this.validate(section, this.formvalue(section));
		return verdict === true ? null : verdict;
	}

	protected renderWidget(section: string, value: Stored): HTMLElement {
		const id = this.cbid(section);
		const options = this.choices.map(([key, title]) =>
			create('option', { value: key, selected: key === value ? '' : null }, [title])
		);
		const select = create(
			'select',
			{ id: `widget.${id}`, class: 'cbi-input-select', disabled: this.isDisabled ? '' : null },
			options
		);
		return create('div', { id }, [select]);
	}
}
