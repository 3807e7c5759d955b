/** What options with a value share: https://openwrt.github.io/luci/jsapi/LuCI.form.Value.html */
import { append, bind, create } from '../dom.ts';
import { uci } from '../uci.ts';
import type { FormMap } from './map.ts';
import type { Section } from './section.ts';

export type Stored = string | string[] | null | undefined;

export abstract class Value {
	rmempty = true;
	optional = false;
	placeholder: string | undefined;
	default: string | undefined;
	readonly: boolean | undefined;
	private readonly stored: Record<string, unknown> = {};

	constructor(
		protected readonly map: FormMap,
		protected readonly section: Section,
		readonly option: string,
		private readonly title = '',
		private readonly description = ''
	) {}

	/** What the widget shows, as it would be stored. */
	abstract formvalue(section: string): string | string[];
	protected abstract renderWidget(section: string, value: Stored): HTMLElement;
	/** What is wrong with what was entered; null where nothing is. */
	protected abstract faultOf(section: string): string | null;

	load(section: string): unknown {
		return uci.get(this.map.config, section, this.option);
	}

	validate(_section: string, _value: string): true | string {
		return true;
	}

	cfgvalue(section: string, ...value: unknown[]): unknown {
		if (value.length) this.stored[section] = value[0];
		return this.stored[section];
	}

	isActive(section: string): boolean {
		return this.field(section) !== null;
	}

	/** No option of this kind depends on another one here. */
	updateActive(_section: string): boolean {
		return false;
	}

	/** Passes on what has changed; an empty value removes the option. Throws where it is not valid. */
	parse(section: string): void {
		const fault = this.faultOf(section);
		if (fault !== null)
			throw new TypeError(`Option "${this.title}" contains an invalid input value.\n\n${fault}`);
		const value = this.formvalue(section);
		const before = this.cfgvalue(section);
		if (value.length === 0) uci.unset(this.map.config, section, this.option);
		else if (JSON.stringify(value) !== JSON.stringify(before))
			uci.set(this.map.config, section, this.option, value);
	}

	render(index: number, section: string): HTMLElement {
		const id = this.cbid(section);
		const row = create('div', {
			class: 'cbi-value',
			id: `cbi-${this.map.config}-${section}-${this.option}`,
			'data-index': index,
			'data-field': id,
			'data-name': this.option,
		});
		if (this.title)
			append(row, [create('label', { class: 'cbi-value-title', for: `widget.${id}` }, [this.title])]);
		const value = (this.cfgvalue(section) ?? this.default) as Stored;
		const field = create('div', { class: 'cbi-value-field' }, [this.renderWidget(section, value)]);
		if (this.description)
			append(field, [create('div', { class: 'cbi-value-description' }, this.description.trim())]);
		append(row, [field]);
		return bind(row, this);
	}

	protected cbid(section: string): string {
		return `cbid.${this.map.config}.${section}.${this.option}`;
	}

	protected field(section: string): Element | null {
		return this.map.root?.querySelector(`[data-field="${this.cbid(section)}"]`) ?? null;
	}

	protected get isDisabled(): boolean {
		return this.readonly ?? this.map.readonly;
	}
}
