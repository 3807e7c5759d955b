/** form.NamedSection and form.TypedSection. */
import { append, bind, create } from '../dom.ts';
import { uci } from '../uci.ts';
import type { FormMap } from './map.ts';

/** What a section does with its options, whatever kind they are. */
interface Option {
	readonly option: string;
	load(section: string): unknown;
	cfgvalue(section: string, ...value: unknown[]): unknown;
	formvalue(section: string): string | string[];
	isActive(section: string): boolean;
	updateActive(section: string): boolean;
	parse(section: string): void;
	render(index: number, section: string): HTMLElement;
}

type OptionClass = new (
	map: FormMap,
	section: Section,
	name: string,
	title?: string,
	description?: string
) => Option;

export abstract class Section {
	anonymous = false;
	addremove = false;
	protected readonly options: Option[] = [];

	constructor(
		readonly map: FormMap,
		readonly sectiontype: string,
		protected readonly title: string | undefined,
		protected readonly description: string | undefined
	) {}

	/** Names of the sections shown. */
	abstract cfgsections(): string[];

	abstract render(): HTMLElement;

	option(type: OptionClass, name: string, title?: string, description?: string): Option {
		const option = new type(this.map, this, name, title, description);
		this.options.push(option);
		return option;
	}

	load(): void {
		for (const section of this.cfgsections())
			for (const option of this.options) option.cfgvalue(section, option.load(section));
	}

	parse(): void {
		for (const section of this.cfgsections()) for (const option of this.options) option.parse(section);
	}

	/** True where an option was shown or hidden. */
	checkDepends(): boolean {
		let changed = false;
		for (const section of this.cfgsections())
			for (const option of this.options) changed = option.updateActive(section) || changed;
		return changed;
	}

	/** Whether option `name` is shown and, if so, has `value`: what `depends` asks. */
	hasValue(section: string, name: string, value: string): boolean {
		const option = this.options.find((other) => other.option === name);
		return option?.isActive(section) === true && option.formvalue(section) === value;
	}

	protected renderFrame(id: string | null): HTMLElement {
		const frame = create('div', { id, class: 'cbi-section' });
		if (this.title) append(frame, [create('h3', this.title)]);
		if (this.description) append(frame, [create('div', { class: 'cbi-section-descr' }, this.description)]);
		return bind(frame, this);
	}

	protected renderNode(section: string): HTMLElement {
		return create(
			'div',
			{
				id: `cbi-${this.map.config}-${section}`,
				class: 'cbi-section-node',
				'data-section-id': section,
			},
			this.options.map((option, index) => option.render(index, section))
		);
	}
}

/** One section, by its name or as `@type[index]`. */
export class NamedSection extends Section {
	constructor(
		map: FormMap,
		private readonly section: string,
		type: string,
		title?: string,
		description?: string
	) {
		super(map, type, title, description);
	}

	cfgsections(): string[] {
		return [this.section];
	}

	render(): HTMLElement {
		const exists = uci.get(this.map.config, this.section) !== null;
		const frame = this.renderFrame(exists ? null : `cbi-${this.map.config}-${this.section}`);
		if (exists) append(frame, [this.renderNode(this.section)]);
		return frame;
	}
}

/** All sections of a type. */
export class TypedSection extends Section {
	constructor(map: FormMap, type: string, title?: string, description?: string) {
		super(map, type, title, description);
	}

	cfgsections(): string[] {
		return uci.sections(this.map.config, this.sectiontype).map((section) => section['.name']);
	}

	render(): HTMLElement {
		const frame = this.renderFrame(`cbi-${this.map.config}-${this.sectiontype}`);
		const sections = this.cfgsections();
		for (const section of sections) {
			if (!this.anonymous) append(frame, [create('h3', [section.toUpperCase()])]);
			append(frame, [this.renderNode(section)]);
		}
		if (!sections.length) append(frame, [create('em', [_('This section contains no values yet')])]);
		return frame;
	}
}
