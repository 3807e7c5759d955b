/** LuCI's classes: `base.extend({ members })`, made with `new`, `__init__` instead of a constructor. */

// biome-ignore lint/suspicious/noExplicitAny: members of LuCI classes are whatever `extend` was given.
type Members = Record<string, any>;

export class Base {
	__init__?(...args: unknown[]): void;

	constructor(...args: unknown[]) {
		this.__init__?.(...args);
	}

	/** A subclass with `members` on its prototype. */
	static extend<T extends typeof Base>(this: T, members: Members): T {
		// biome-ignore lint/complexity/noThisInStatic: the class on which extend was called.
		const Derived = class extends (this as typeof Base) {};
		for (const [name, value] of Object.entries(members))
			Object.defineProperty(Derived.prototype, name, { value, writable: true, configurable: true });
		return Derived as T;
	}
}
