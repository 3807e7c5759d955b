/** Looks for addresses in a text by other means than the mask does: word by word, each read as an address. */
import { isIP, isIPv4 } from 'node:net';

const LABEL = /\b(?:ipv4|ipv6|mac|host|wifi|login|name|network|key|serial)_\d+/g;
const PRIVATE4 =
	/^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|0\.|127\.|169\.254\.|22[4-9]\.|2[3-5]\d\.)/;
const PRIVATE6 = /^(?:::1?$|(?:0+:){7}0*1?$|fe[89ab]|f[cd]|ff)/i;

/** The text without the mask's own labels. */
export function withoutLabels(text: string): string {
	return text.replace(LABEL, '');
}

/** Public addresses and MAC addresses that can be read in a text, and interface identifiers made of a MAC address. */
export function survivors(text: string): string[] {
	const words = withoutLabels(text).split(/[^\da-fA-F:.]+/);
	const found = words.flatMap((word) => [word, word.replace(/^[.:](?!:)|(?<!:)[.:]+$/g, '')]);
	return [...new Set(found)].filter((word) => isPublic(word) || isMac(word) || isEui64(word));
}

function isPublic(word: string): boolean {
	if (isIPv4(word)) return !PRIVATE4.test(word);
	if (isIP(word) !== 6) return false;
	const mapped = /^(?:0{0,4}:){0,5}:?(?:ffff:)(\d+\.\d+\.\d+\.\d+)$/i.exec(word)?.[1];
	return mapped ? !PRIVATE4.test(mapped) : !PRIVATE6.test(word);
}

function isMac(word: string): boolean {
	return /(?:[\da-f]{2}:){5}[\da-f]{2}/i.test(word) && isIP(word) === 0;
}

function isEui64(word: string): boolean {
	return isIP(word) === 6 && /[\da-f]{1,2}ff:fe[\da-f]{2}:[\da-f]{1,4}$/i.test(word);
}
