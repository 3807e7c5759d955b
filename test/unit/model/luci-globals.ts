/**
 * LuCI's global text functions as the model uses them, untranslated, for tests without a browser. Import this file before the model.
 */
const globals = globalThis as unknown as Record<string, unknown>;

globals['_'] = (text: string) => text;
globals['N_'] = (n: number, singular: string, plural: string) => (n === 1 ? singular : plural);

String.prototype.format = function (...values) {
	let next = 0;
	return this.replace(/%(?:(%)|(?:1024\.1m)?[sd]?)/g, (_all, percent) => percent ?? String(values[next++]));
};
