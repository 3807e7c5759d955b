import baseclass from 'luci/baseclass';
import type { Contract } from './clause.ts';

interface Named {
	title: string;
	greet(): string;
}

export const members: Contract<keyof typeof baseclass> = {
	extend(expect) {
		const Greeter = baseclass.extend({
			title: 'router',
			greet() {
				return `hello ${this.title}`;
			},
		});
		const greeter = make<Named>(Greeter);
		expect('members are reached through this', greeter.greet(), 'hello router');
		const Shouter = Greeter.extend({ title: 'ROUTER' });
		expect('a subclass takes over what it does not replace', make<Named>(Shouter).greet(), 'hello ROUTER');
		expect('the class it came from stays as it was', make<Named>(Greeter).greet(), 'hello router');
	},
	prototype(expect) {
		const Counted = baseclass.extend({ count: () => 7 });
		expect('holds the members', Counted.prototype.count(), 7);
	},
};

/** LuCI makes the instance of an exported class; here it is made by hand. */
function make<T>(Class: unknown): T {
	return new (Class as new () => T)();
}
