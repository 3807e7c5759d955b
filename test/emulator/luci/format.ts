/** `String.prototype.format`: LuCI's printf. https://openwrt.github.io/luci/jsapi/String.html */

const PLACEHOLDER = /%('.|0| )?(-)?(\d+)?(\.\d+)?([%bcdufosxXqhjtm])/g;
const HTML: Record<string, string> = { '&': '&#38;', '"': '&#34;', "'": '&#39;', '<': '&#60;', '>': '&#62;' };
const UNITS = ['', 'K', 'M', 'G', 'T', 'P', 'E'];

function escapeHtml(value: unknown, characters: RegExp): string {
	return String(value ?? '').replace(characters, (character) => HTML[character]!);
}

/** '%t': a number of seconds as days, hours, minutes and seconds. */
function duration(value: number): string {
	const days = Math.floor(value / 86400);
	const hours = Math.floor((value % 86400) / 3600);
	const clock = `${hours}h ${Math.floor((value % 3600) / 60)}m ${Math.floor(value % 60)}s`;
	return days > 0 ? `${days}d ${clock}` : clock;
}

/** '%m' and '%1024m': the width is the base; a value that is not larger than it is left as it is. */
function metric(value: number, base: number, precision: number): string {
	let scaled = value;
	let unit = 0;
	for (; unit < UNITS.length - 1 && scaled > base; unit++) scaled /= base;
	if (unit === 0) return `${value} `;
	return `${scaled.toFixed(precision)} ${UNITS[unit]}${base === 1024 ? 'i' : ''}`;
}

/** One value as its conversion says. */
function convert(type: string, value: unknown, width: number, precision: number): string {
	const number = Number(value) || 0;
	switch (type) {
		case 'b':
			return Math.floor(number).toString(2);
		case 'c':
			return String.fromCharCode(number);
		case 'd':
			return Math.floor(number).toFixed(0);
		case 'u':
			return Math.floor(number < 0 ? 2 ** 32 + number : number).toFixed(0);
		case 'f':
			return precision >= 0 ? number.toFixed(precision) : String(number);
		case 'o':
			return Math.floor(number).toString(8);
		case 'x':
			return Math.floor(number).toString(16);
		case 'X':
			return Math.floor(number).toString(16).toUpperCase();
		case 'h':
			return escapeHtml(value, /[&"'<>]/g);
		case 'q':
			return escapeHtml(value, /["']/g);
		case 't':
			return duration(number);
		case 'm':
			return metric(number, width || 1000, precision >= 0 ? precision : 2);
		default:
			return String(value);
	}
}

export function format(text: string, values: unknown[]): string {
	let next = 0;
	return text.replace(PLACEHOLDER, (_whole, pad, left, width, precision, type) => {
		if (type === '%') return '%';
		const minimum = Number(width ?? 0);
		const decimals = precision === undefined ? -1 : Number(precision.slice(1));
		// A value that is missing leaves its place empty.
		const result = next < values.length ? convert(type, values[next++], minimum, decimals) : '';
		if (type === 'm') return result;
		const filler = pad === undefined ? ' ' : pad.slice(-1);
		return left ? result.padEnd(minimum, filler) : result.padStart(minimum, filler);
	});
}
