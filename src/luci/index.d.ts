/**
 * The part of LuCI's client API that this project uses, for OpenWrt 24.10, 25.12 and main. Nothing else of LuCI may be touched:
 * what is not declared here does not compile, and the emulated router implements exactly this list.
 * Documentation: https://openwrt.github.io/luci/jsapi/
 */

/** Translates `text` (https://openwrt.github.io/luci/jsapi/LuCI.html); `context` tells equal words apart. */
declare function _(text: string, context?: string): string;

/** Translates a text that depends on the number `n`. */
declare function N_(n: number, singular: string, plural: string, context?: string): string;

/** No null and no array inside an array: LuCI up to 25.12 writes 'null' for the one, all of them a text with commas for the other. */
type ElementChild = Node | string | number;

/**
 * Attributes of an element: texts are set as they are, functions become event listeners, null leaves the attribute away.
 * No booleans: `disabled: false` would set `disabled="false"`, which disables.
 */
interface ElementAttributes {
	[name: string]: string | number | null | undefined | ((event: Event) => unknown);
}

/**
 * Makes an element: https://openwrt.github.io/luci/jsapi/LuCI.dom.html#create
 * A child given as an array holds nodes and texts and is safe for any text. **A child given as a string becomes HTML**, so the
 * declaration leaves that form out.
 */
declare function E(tag: string, children?: ElementChild[]): HTMLElement;
declare function E(tag: string, attributes: ElementAttributes, children?: ElementChild[]): HTMLElement;

/** https://openwrt.github.io/luci/jsapi/String.html: %s text, %h escaped text, %d integer, %.1f number, %m metric, %1024mB bytes. */
interface String {
	format(...values: Array<string | number>): string;
}

interface LuciEnvironment {
	/** Seconds between two polls, LuCI's own setting. */
	readonly pollinterval: number;
	readonly sessionid: string;
	/** The language of the page, such as `en` or `pt-br`. */
	readonly lang?: string;
}

/** https://openwrt.github.io/luci/jsapi/LuCI.html */
declare const L: {
	/** Path of a page: `L.url('admin/network/firewall')`. */
	url(...parts: string[]): string;
	/** Path of a static file below /luci-static/resources. */
	resource(...parts: string[]): string;
	readonly env: LuciEnvironment;
	/** true: may change; false: may only read; null: no access. */
	hasViewPermission(): boolean | null;
	/** Fetches an LuCI module once and gives its instance: `L.require('nft-offload.model')`. */
	require<T>(name: string): Promise<T>;
	/** The promise's value, or `fallback` where it is rejected. */
	resolveDefault<T, D>(promise: Promise<T> | T, fallback: D): Promise<T | D>;
};

/** A LuCI class as `extend` returns it: to be exported, LuCI makes the instance. */
interface LuciClass<T> {
	extend<P extends object>(members: P & ThisType<P & T>): LuciClass<P & T>;
	readonly prototype: T;
}

declare module 'luci/baseclass' {
	/** https://openwrt.github.io/luci/jsapi/LuCI.baseclass.html */
	const baseclass: LuciClass<object>;
	export default baseclass;
}

declare module 'luci/view' {
	/** https://openwrt.github.io/luci/jsapi/LuCI.view.html; a handler that is null takes its button away. */
	interface View {
		load?(): Promise<unknown> | unknown;
		handleSave: ((event: Event) => Promise<unknown>) | null;
		handleSaveApply: ((event: Event, mode: string) => Promise<unknown> | undefined) | null;
		handleReset: ((event: Event) => Promise<unknown>) | null;
		addFooter(): Node;
	}
	const view: LuciClass<View>;
	export default view;
}

declare module 'luci/form' {
	/** https://openwrt.github.io/luci/jsapi/LuCI.form.Flag.html: a checkbox; unticked it removes the option when `rmempty`. */
	interface Flag {
		rmempty: boolean;
		default: string;
		/** The option is shown only while another one has a value. An option that is hidden is removed on save, unless `retain`. */
		depends(option: string, value: string): void;
		retain: boolean;
		/** Reads the value that the form starts from; replaceable, to read other spellings of it. */
		load(section: string): unknown;
	}
	/** https://openwrt.github.io/luci/jsapi/LuCI.form.DynamicList.html: a list of words, each typed and added. */
	interface DynamicList {
		rmempty: boolean;
		/** In the empty field. */
		placeholder: string;
		/** true, or what is wrong with a typed word; the empty field is asked about too. Replaceable. */
		validate(section: string, word: string): true | string;
	}
	/** https://openwrt.github.io/luci/jsapi/LuCI.form.ListValue.html: one of several values. */
	interface ListValue {
		rmempty: boolean;
		/** Adds a choice. */
		value(key: string, title: string): void;
		/** Reads the value that the form starts from; replaceable. */
		load(section: string): unknown;
	}
	type OptionClass<T> = { readonly __option__?: T };

	interface Section {
		option<T>(type: OptionClass<T>, name: string, title?: string, description?: string): T;
	}
	type SectionClass = { readonly __section__?: never };

	/** https://openwrt.github.io/luci/jsapi/LuCI.form.Map.html */
	class FormMap {
		constructor(config: string, title?: string, description?: string);
		/** `name` of a NamedSection: a section id or `@type[index]`. */
		section(kind: SectionClass, name: string, type: string, title?: string, description?: string): Section;
		/** Loads the configuration unless it is loaded, and draws the form, always into the same element. */
		render(): Promise<HTMLElement>;
		/** Writes what was changed to the pending changes of this session; rejects on invalid input. */
		save(callback?: (() => unknown) | null, silent?: boolean): Promise<unknown>;
	}

	const form: {
		Map: typeof FormMap;
		NamedSection: SectionClass;
		Flag: OptionClass<Flag>;
		DynamicList: OptionClass<DynamicList>;
		ListValue: OptionClass<ListValue>;
	};
	export default form;
}

declare module 'luci/rpc' {
	interface Declaration {
		object: string;
		method: string;
		params?: string[];
		/** The part of the reply that is wanted and the value to take where it is missing. */
		expect?: Record<string, unknown>;
		/** Reject on ubus errors. Without it an error looks like the `expect` default: never leave it out. */
		reject: true;
		/** Send at once and alone: batches wait for an animation frame, which a hidden tab never gets. */
		nobatch?: boolean;
	}
	const rpc: {
		/** https://openwrt.github.io/luci/jsapi/LuCI.rpc.html#declare */
		declare<Reply, Arguments extends unknown[] = []>(
			declaration: Declaration
		): (...args: Arguments) => Promise<Reply>;
	};
	export default rpc;
}

declare module 'luci/uci' {
	/** One pending change as rpcd lists it: the operation and its words. */
	type Change = string[];
	/** https://openwrt.github.io/luci/jsapi/LuCI.uci.html */
	const uci: {
		load(configs: string | string[]): Promise<string[]>;
		unload(configs: string | string[]): void;
		/** An option's value; `section` may be `@defaults[0]`. A list is an array; an option that is not set is null. */
		get(config: string, section: string, option: string): string | string[] | null;
		sections(config: string, type: string): Array<Record<string, string | string[] | boolean | number>>;
		set(config: string, section: string, option: string, value: string): void;
		unset(config: string, section: string, option: string): void;
		/** Adds a section of this name, which `save` sends with what was set in it. */
		add(config: string, type: string, name: string): string;
		/** Removes a section. */
		remove(config: string, section: string): void;
		save(): Promise<unknown>;
		/** Saved but not applied changes of this session, by config. */
		changes(): Promise<Record<string, Change[]>>;
	};
	export default uci;
}

declare module 'luci/poll' {
	const poll: {
		/** Calls `callback` at once and every `seconds`; a call waits for the one before. A synchronous throw ends it for ever. */
		add(callback: () => Promise<unknown>, seconds?: number): boolean;
		remove(callback: () => Promise<unknown>): boolean;
		start(): boolean;
		stop(): boolean;
		active(): boolean;
	};
	export default poll;
}

declare module 'luci/dom' {
	const dom: {
		/** Replaces what `node` holds. Only nodes and arrays here: a string would become HTML. */
		content(node: Element, children: ElementChild[]): Node | null;
	};
	export default dom;
}

declare module 'luci/ui' {
	/** https://openwrt.github.io/luci/jsapi/LuCI.ui.html */
	const ui: {
		/** `title` becomes HTML: no text of the router in it. There is one dialog; the next one takes its place. */
		showModal(title: string, children: ElementChild[], ...classes: string[]): HTMLElement;
		hideModal(): void;
		/** Shows a message at the top of the page until it is dismissed. `title` becomes HTML. */
		addNotification(title: string | null, children: ElementChild[], ...classes: string[]): HTMLElement;
		/** An event handler that shows a spinner on the pressed button until `handler` has settled. */
		createHandlerFn<C>(
			context: C,
			handler: (this: C, event: Event) => Promise<unknown> | undefined
		): (event: Event) => unknown;
	};
	export default ui;
}
