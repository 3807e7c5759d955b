/** The life of a page's view: https://openwrt.github.io/luci/jsapi/LuCI.view.html */
import { Base } from './class.ts';
import { append, content, create, ownerOf } from './dom.ts';
import { hasViewPermission } from './environment.ts';
import { report } from './errors.ts';
import { FormMap } from './form/map.ts';
import { applyChanges } from './ui/changes.ts';
import { createHandlerFn } from './ui/handler.ts';

type Handler = ((event: Event, mode?: string) => unknown) | null;

/** Resolves once the page's modules are loaded. */
let pageReady: () => void;
const ready = new Promise<void>((resolve) => {
	pageReady = resolve;
});

export function announceReady(): void {
	pageReady();
	document.dispatchEvent(new CustomEvent('luci-loaded'));
}

function maps(within: Element | null): FormMap[] {
	const owners = [...(within?.querySelectorAll('.cbi-map') ?? [])].map(ownerOf);
	return owners.filter((owner) => owner instanceof FormMap);
}

class ViewBase extends Base {
	declare load: () => unknown;
	declare render: (data: unknown) => unknown;
	declare handleSave: Handler;
	declare handleSaveApply: Handler;
	declare handleReset: Handler;
	declare addFooter: () => Node;
}

export const View = ViewBase.extend({
	__init__(this: ViewBase) {
		const place = document.getElementById('view')!;
		content(place, [create('div', { class: 'spinning' }, [_('Loading view…')])]);
		ready
			.then(() => this.load())
			.then((data) => this.render(data))
			.then((nodes) => {
				content(place, nodes);
				append(place, this.addFooter());
			})
			.catch(report);
	},

	load() {},

	render() {},

	handleSave() {
		return Promise.all(maps(document.getElementById('maincontent')).map((map) => map.save()));
	},

	async handleSaveApply(this: ViewBase, event: Event, mode?: string) {
		await this.handleSave?.(event);
		applyChanges(mode === '0');
	},

	handleReset() {
		return Promise.all(maps(document.getElementById('maincontent')).map((map) => map.reset()));
	},

	/** The buttons whose handler is not null; without effect where nothing may be changed. */
	addFooter(this: ViewBase) {
		const shown = maps(document.getElementById('view'));
		const readonly = shown.length ? shown.every((map) => map.readonly) : !hasViewPermission();
		const button = (name: 'handleSaveApply' | 'handleSave' | 'handleReset', look: string, text: string) =>
			create(
				'button',
				{
					class: `btn cbi-button ${look}`,
					click: name === 'handleSaveApply' ? withMode(this) : createHandlerFn(this, name),
					disabled: readonly || null,
				},
				[text]
			);
		const buttons = [
			this.handleSaveApply && button('handleSaveApply', 'cbi-button-apply important', _('Save & Apply')),
			this.handleSave && button('handleSave', 'cbi-button-save', _('Save')),
			this.handleReset && button('handleReset', 'cbi-button-reset', _('Reset')),
		].filter((element) => element !== null);
		if (!buttons.length) return document.createDocumentFragment();
		return create(
			'div',
			{ class: 'cbi-page-actions' },
			buttons.flatMap((element) => [element, ' '])
		);
	},
});

/** "Save & Apply" is mode '0' of LuCI's button with two choices. */
function withMode(view: ViewBase) {
	return createHandlerFn(view, (event) => view.handleSaveApply?.(event as Event, '0'));
}
