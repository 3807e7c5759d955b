/**
 * LuCI's global text functions as the model uses them, untranslated, for tests without a browser. Import this file before the model.
 */
Object.assign(globalThis, {
	_: (text: string) => text,
	N_: (n: number, singular: string, plural: string) => (n === 1 ? singular : plural),
});

String.prototype.format = function (...values) {
	let next = 0;
	return this.replace(/%(?:(%)|(?:1024\.1m)?[sd]?)/g, (_all, percent) => percent ?? String(values[next++]));
};
