import view from 'luci/view';
import * as baseclass from './baseclass.ts';
import type { Clause, Finding } from './clause.ts';
import * as dom from './dom.ts';
import * as form from './form.ts';
import * as globals from './globals.ts';
import * as poll from './poll.ts';
import * as rpc from './rpc.ts';
import * as uci from './uci.ts';
import * as ui from './ui.ts';
import * as views from './view.ts';

const READING = {
	view: views.members,
	baseclass: baseclass.members,
	dom: dom.members,
	globals: globals.members,
	ui: ui.members,
	poll: poll.members,
	rpc: rpc.members,
	uci: uci.members,
	form: form.members,
} satisfies Record<string, Record<string, Clause>>;

const CHANGING = { uci: uci.changing, form: form.saving } satisfies Record<string, Record<string, Clause>>;

/** Parts of the contract that only look, and those that change the router for a moment. */
export type ReadingPart = keyof typeof READING;
export type ChangingPart = keyof typeof CHANGING;

/** What the tests get hold of, as `window.contract`. */
export interface ContractHandle {
	read(part: ReadingPart): Promise<Finding[]>;
	change(part: ChangingPart): Promise<Finding[]>;
}

async function findings(part: string, clauses: Record<string, Clause>): Promise<Finding[]> {
	const found: Finding[] = [];
	for (const [member, clause] of Object.entries(clauses)) {
		const note = (what: string, actual: unknown, expected: unknown) => {
			found.push({ what: `${part}: ${member}: ${what}`, actual, expected });
		};
		try {
			await clause(note);
		} catch (error) {
			note('does not fail', String(error), 'no error');
		}
	}
	return found;
}

const handle: ContractHandle = {
	read: (part) => findings(part, READING[part]),
	change: (part) => findings(part, CHANGING[part]),
};

/** Stands in for a page of this app and shows what LuCI does for it. */
export default view.extend({
	load() {
		views.life.push('load');
		return Promise.resolve('loaded');
	},
	render(data: unknown) {
		views.life.push(`render ${data}`);
		return E('div', [E('h2', ['Contract'])]);
	},
	addFooter() {
		views.life.push('addFooter');
		Object.assign(window, { contract: handle });
		return E('div');
	},
	handleSave: null,
	handleSaveApply: null,
	handleReset: null,
});
