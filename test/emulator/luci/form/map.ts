/** form.Map: one configuration file as a form. https://openwrt.github.io/luci/jsapi/LuCI.form.Map.html */
import { append, bind, content, create } from '../dom.ts';
import { rpc } from '../rpc.ts';
import { uci } from '../uci.ts';
import { hideModal, showModal } from '../ui/modal.ts';
import type { Section } from './section.ts';

const askAccess = rpc.declare({
	object: 'session',
	method: 'access',
	params: ['scope', 'object', 'function'],
	expect: { access: false },
});

type SectionClass = new (map: FormMap, ...args: string[]) => Section;

export class FormMap {
	readonly = false;
	root: HTMLElement | undefined;
	private readonly sections: Section[] = [];

	constructor(
		readonly config: string,
		private readonly title = '',
		private readonly description = ''
	) {}

	section(type: SectionClass, ...args: string[]): Section {
		const section = new type(this, ...args);
		this.sections.push(section);
		return section;
	}

	async render(): Promise<HTMLElement> {
		await this.load();
		return this.renderContents();
	}

	/** Stores what the user has entered in the login's changes and shows the form anew. */
	async save(callback?: (() => unknown) | null, silent?: boolean): Promise<unknown> {
		this.checkDepends();
		try {
			for (const section of this.sections) section.parse();
			await callback?.();
			await uci.save();
			await this.load();
		} catch (error) {
			if (!silent) showSaveError(error);
			throw error;
		}
		return this.renderContents();
	}

	/** Shows the stored values again. */
	async reset(): Promise<unknown> {
		return this.renderContents();
	}

	/** Shows and hides options; several rounds, because one hidden option can hide another. */
	checkDepends(): void {
		for (let round = 0; round < 10; round++) {
			const changed = this.sections.map((section) => section.checkDepends());
			if (!changed.includes(true)) return;
		}
	}

	private async load(): Promise<void> {
		// Asked with every load, as LuCI does, until the answer is no.
		const access = this.readonly || askAccess('uci', this.config, 'write');
		const [allowed] = await Promise.all([access, uci.load(this.config)]);
		if (allowed === false) this.readonly = true;
		for (const section of this.sections) section.load();
	}

	private renderContents(): HTMLElement {
		this.root ??= create('div', {
			id: `cbi-${this.config}`,
			class: 'cbi-map',
			'cbi-dependency-check': () => this.checkDepends(),
		});
		bind(this.root, this);
		content(this.root, []);
		if (this.title) append(this.root, [create('h2', { name: 'content' }, this.title)]);
		if (this.description) append(this.root, [create('div', { class: 'cbi-map-descr' }, this.description)]);
		append(
			this.root,
			this.sections.map((section) => section.render())
		);
		this.checkDepends();
		return this.root;
	}
}

function showSaveError(error: unknown): void {
	const text = error instanceof Error ? error.message : String(error);
	showModal(_('Save error'), [
		create('p', [_('An error occurred while saving the form:')]),
		create('p', [create('em', { style: 'white-space:pre-wrap' }, [text])]),
		create('div', { class: 'right' }, [
			create('button', { class: 'cbi-button', click: hideModal }, [_('Dismiss')]),
		]),
	]);
}
