/** A value that the browser stores under a key, as JSON. */
export interface Stored<T> {
	/** null: there is none, or what is there is not valid. */
	get(): T | null;
	/** null removes it. */
	set(value: T | null): void;
}

/** What a browser refused to store, until the page is loaded again. */
const memory = new Map<string, unknown>();

/**
 * `local`: stored by this browser for this router's address. `session`: stored by this tab, also while LuCI loads one page after the other.
 * Reading the storage may throw as well as writing it.
 */
export function stored<T>(
	kind: 'local' | 'session',
	key: string,
	isValid: (value: unknown) => value is T
): Stored<T> {
	const name = `${kind} ${key}`;
	const storage = () => (kind === 'local' ? window.localStorage : window.sessionStorage);
	const read = (): unknown => {
		if (memory.has(name)) return memory.get(name);
		try {
			return JSON.parse(storage().getItem(key) ?? 'null');
		} catch {
			return null;
		}
	};
	return {
		get() {
			const value = read();
			return isValid(value) ? value : null;
		},
		set(value) {
			try {
				if (value === null) storage().removeItem(key);
				else storage().setItem(key, JSON.stringify(value));
				memory.delete(name);
			} catch {
				memory.set(name, value);
			}
		},
	};
}
