/** The kinds of things that are hidden; each has labels of its own: 'mac_1', 'mac_2', ... */
export type Kind =
	| 'ipv4'
	| 'ipv6'
	| 'mac'
	| 'host'
	| 'wifi'
	| 'login'
	| 'name'
	| 'network'
	| 'key'
	| 'serial';

/** Labels for what is hidden: the same thing always has the same one, so that a reader can follow it through a report. */
export interface Labels {
	/** `thing` in its one form: two forms of the same address must be given alike. */
	labelFor(kind: Kind, thing: string): string;
}

/** Numbers things in the order in which they come, each kind separately. */
export function newLabels(): Labels {
	const known = new Map<string, string>();
	const counts = new Map<Kind, number>();
	return {
		labelFor(kind, thing) {
			const key = `${kind} ${thing}`;
			const found = known.get(key);
			if (found) return found;
			const count = (counts.get(kind) ?? 0) + 1;
			counts.set(kind, count);
			const label = `${kind}_${count}`;
			known.set(key, label);
			return label;
		},
	};
}
