/**
 * As the browser is set where it speaks the language of the page (en-GB for en), else the language of the page: in an English sentence a
 * German browser's 1.234 is little more than one. Undefined, the browser's own, where LuCI names no language that the browser takes.
 */
export function locale(): string | undefined {
	const { document, navigator } = globalThis;
	const language = document?.documentElement.lang.replace('_', '-') ?? '';
	if (navigator?.language?.startsWith(language)) return navigator.language;
	try {
		return Intl.getCanonicalLocales(language)[0];
	} catch {
		return undefined;
	}
}
