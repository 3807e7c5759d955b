/** form.Flag: an option that is on ('1') or off. https://openwrt.github.io/luci/jsapi/LuCI.form.Flag.html */
import { append, bind, create } from '../dom.ts';
import { uci } from '../uci.ts';
import type { FormMap } from './map.ts';
import type { Section } from './section.ts';

const ENABLED = '1';
const DISABLED = '0';

let lastId = 0;

export class Flag {
	rmempty = true;
	optional = false;
	default = DISABLED;
	retain = false;
	readonly: boolean | undefined;
	onchange: ((event: Event | null, section: string, value: string) => void) | undefined;
	/** Any one of these has to be met. */
	private readonly dependencies: Record<string, string>[] = [];
	private readonly stored: Record<string, unknown> = {};

	constructor(
		private readonly map: FormMap,
		private readonly section: Section,
		readonly option: string,
		private readonly title = '',
		private readonly description = ''
	) {}

	depends(option: string | Record<string, string>, value?: string): void {
		this.dependencies.push(typeof option === 'string' ? { [option]: value ?? '' } : option);
	}

	/** The stored value; a view may put its own function here. */
	load(section: string): unknown {
		return uci.get(this.map.config, section, this.option);
	}

	/** Reads, or with a second argument remembers, what `load` found. */
	cfgvalue(section: string, ...value: unknown[]): unknown {
		if (value.length) this.stored[section] = value[0];
		return this.stored[section];
	}

	/** '1' or '0', as the checkbox stands. */
	formvalue(section: string): string {
		return this.checkbox(section)?.checked ? ENABLED : DISABLED;
	}

	isActive(section: string): boolean {
		const field = this.field(section);
		return field !== null && !field.classList.contains('hidden');
	}

	/** Shows or hides the option as its dependencies say; true where that was a change. */
	updateActive(section: string): boolean {
		const wanted =
			!this.dependencies.length ||
			this.dependencies.some((all) =>
				Object.entries(all).every(([option, value]) => this.section.hasValue(section, option, value))
			);
		if (wanted === this.isActive(section)) return false;
		this.field(section)?.classList.toggle('hidden', !wanted);
		return true;
	}

	/** Passes what was entered on to uci: off and hidden options are removed. */
	parse(section: string): void {
		if (!this.isActive(section)) {
			if (!this.retain) this.remove(section);
			return;
		}
		const value = this.formvalue(section);
		if (value === this.default && (this.optional || this.rmempty)) this.remove(section);
		else this.write(section, value);
	}

	write(section: string, value: string): void {
		uci.set(this.map.config, section, this.option, value);
	}

	remove(section: string): void {
		uci.unset(this.map.config, section, this.option);
	}

	render(index: number, section: string): HTMLElement {
		const id = this.cbid(section);
		const row = create('div', {
			class: this.dependencies.length ? 'cbi-value hidden' : 'cbi-value',
			id: `cbi-${this.map.config}-${section}-${this.option}`,
			'data-index': index,
			'data-field': id,
			'data-name': this.option,
			'data-widget': 'CBI.FlagValue',
		});
		if (this.title) append(row, [this.renderTitle(id)]);
		const field = create('div', { class: 'cbi-value-field' }, [this.renderWidget(section)]);
		if (this.description)
			append(field, [create('div', { class: 'cbi-value-description' }, this.description.trim())]);
		append(row, [field]);
		row.addEventListener('widget-change', () => this.map.checkDepends());
		row.addEventListener('widget-change', (event) =>
			this.onchange?.call(this, event, section, this.formvalue(section))
		);
		return bind(row, this);
	}

	/**
	 * The label names an id that the checkbox does not have, as in LuCI, and therefore passes a click on by itself. Its first search throws
	 * for a section such as `@defaults[0]`, which is no selector.
	 */
	private renderTitle(id: string): HTMLElement {
		const click = (event: Event) => {
			const field = (event.currentTarget as Element).nextElementSibling;
			const input =
				field?.querySelector<HTMLElement>(`#widget.${id}`) ??
				field?.querySelector<HTMLElement>(`[data-widget-id="widget.${id}"]`);
			input?.click();
			input?.focus();
		};
		return create('label', { class: 'cbi-value-title', for: `widget.${id}`, click }, this.title);
	}

	private renderWidget(section: string): HTMLElement {
		const id = this.cbid(section);
		const value = this.cfgvalue(section) ?? this.default;
		const inputId = `cb${(++lastId).toString(16).padStart(8, '0')}`;
		const frame = create('div', { id, class: 'cbi-checkbox' });
		const changed = () => {
			frame.setAttribute('data-changed', 'true');
			frame.dispatchEvent(new CustomEvent('widget-change', { bubbles: true }));
		};
		const disabled = this.readonly ?? this.map.readonly;
		const input = create('input', {
			id: inputId,
			type: 'checkbox',
			value: ENABLED,
			checked: value === ENABLED ? '' : null,
			disabled: disabled ? '' : null,
			'data-widget-id': `widget.${id}`,
			change: changed,
		});
		append(frame, [input, create('label', { for: inputId })]);
		return frame;
	}

	private cbid(section: string): string {
		return `cbid.${this.map.config}.${section}.${this.option}`;
	}

	private field(section: string): Element | null {
		return this.map.root?.querySelector(`[data-field="${this.cbid(section)}"]`) ?? null;
	}

	private checkbox(section: string): HTMLInputElement | null {
		return this.field(section)?.querySelector('input[type="checkbox"]') ?? null;
	}
}
