import { locale } from './locale.ts';

/** By decimals: making one costs more than a table of numbers. */
const formats = new Map<number, Intl.NumberFormat>();

/** A number with so many decimals, in the format of the page's language. */
export function numberText(value: number, decimals = 0): string {
	const format = formats.get(decimals) ?? newFormat(decimals);
	formats.set(decimals, format);
	return format.format(value);
}

/** What LuCI has made of a number and its unit, as '1.5 MiB', in the format of the page's language; other texts as they are. */
export function localized(text: string): string {
	const [number = '', ...unit] = text.split(' ');
	if (!Number.isFinite(Number(number))) return text;
	const decimals = number.split('.')[1]?.length ?? 0;
	return [numberText(Number(number), decimals), ...unit].join(' ');
}

function newFormat(decimals: number): Intl.NumberFormat {
	return new Intl.NumberFormat(locale(), {
		minimumFractionDigits: decimals,
		maximumFractionDigits: decimals,
	});
}
