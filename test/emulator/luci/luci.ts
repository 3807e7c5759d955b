/** luci.js: the class LuCI, which a page makes once, and the modules that views require. */
import { Base } from './class.ts';
import { content, create } from './dom.ts';
import { type Environment, environment, hasViewPermission, resource, url } from './environment.ts';
import { report } from './errors.ts';
import { DynamicList } from './form/dynamic-list.ts';
import { Flag } from './form/flag.ts';
import { ListValue } from './form/list-value.ts';
import { FormMap } from './form/map.ts';
import { NamedSection, TypedSection } from './form/section.ts';
import { provide, require } from './loader.ts';
import { poll } from './poll.ts';
import { rpc } from './rpc.ts';
import { uci } from './uci.ts';
import { refreshChanges } from './ui/changes.ts';
import { createHandlerFn } from './ui/handler.ts';
import { showIndicator } from './ui/indicator.ts';
import { hideModal, showModal } from './ui/modal.ts';
import { addNotification } from './ui/notification.ts';
import { announceReady, View } from './view.ts';

declare global {
	interface Window {
		L: unknown;
		LuCI: unknown;
		E: unknown;
	}
}

/** The members of a module of luci-types: what is added to that list does not compile here until it is emulated. */
type Members<Module extends { default: unknown }> = Record<keyof Module['default'], unknown>;

const ui = {
	showModal,
	hideModal,
	addNotification,
	createHandlerFn,
	instantiateView: (path: string) => require(`view.${path.replaceAll('/', '.')}`).catch(report),
};
const form = { Map: FormMap, NamedSection, TypedSection, Flag, DynamicList, ListValue };
const dom = { content };

provide({
	baseclass: Base satisfies Members<typeof import('luci/baseclass')>,
	dom: dom satisfies Members<typeof import('luci/dom')>,
	form: form satisfies Members<typeof import('luci/form')>,
	poll: poll satisfies Members<typeof import('luci/poll')>,
	rpc: rpc satisfies Members<typeof import('luci/rpc')>,
	uci: uci satisfies Members<typeof import('luci/uci')>,
	ui: ui satisfies Members<typeof import('luci/ui')>,
	view: View satisfies Members<typeof import('luci/view')>,
});

class LuCI implements Record<keyof typeof L, unknown> {
	readonly env = environment;
	readonly require = require;
	readonly url = url;
	readonly resource = resource;
	readonly hasViewPermission = hasViewPermission;

	constructor(setting: Environment) {
		Object.assign(environment, setting);
		document.addEventListener('DOMContentLoaded', start);
	}

	resolveDefault<T, D>(value: Promise<T> | T, fallback: D): Promise<T | D> {
		return Promise.resolve(value).catch(() => fallback);
	}
}

function start(): void {
	const toggle = () => (poll.active() ? poll.stop() : poll.start());
	document.addEventListener('poll-start', () => showIndicator('poll-status', _('Refreshing'), toggle));
	document.addEventListener('poll-stop', () => showIndicator('poll-status', _('Paused'), toggle, 'inactive'));
	document.addEventListener('uci-loaded', refreshChanges);
	document.addEventListener('luci-loaded', refreshChanges);
	poll.start();
	announceReady();
}

window.E = create;
window.LuCI = LuCI;
