import * as model from '../index.ts';
import type { Hide } from './redact.ts';

/** IPv4 inside IPv6: mapped (RFC 4291, 2.5.5.2). */
const MAPPED = model.parseAddress('::ffff:0:0')!;
/** Solicited-node multicast holds the last three bytes of an address (RFC 4291, 2.7.1). */
const SOLICITED = model.parseAddress('ff02::1:ff00:0')!;
/** Bits of the universal/local flag, which EUI-64 turns around (RFC 4291, appendix A). */
const LOCAL_BIT = 2;

/** Hides an address that can be reached from outside, and the MAC address in one that cannot; any other stays as it is. */
export function hideAddress(bytes: number[], written: string, hide: Hide): string {
	if (bytes.length === 4) return isPublic(bytes) ? hide('ipv4', model.addressText(bytes), written) : written;
	if (model.samePrefix(bytes, MAPPED, 96)) {
		const inner = bytes.slice(12);
		return isPublic(inner) ? hide('ipv4', model.addressText(inner), written) : written;
	}
	if (isPublic(bytes) || model.samePrefix(bytes, SOLICITED, 104))
		return hide('ipv6', model.addressText(bytes), written);
	return hideEui64(bytes, written, hide);
}

function isPublic(bytes: number[]): boolean {
	return !model.isPrivate(bytes) && !model.isSpecial(bytes);
}

/** An address of the link or of a private network may be made of a MAC address: its network stays, the device is hidden. */
function hideEui64(bytes: number[], written: string, hide: Hide): string {
	if (bytes[11] !== 0xff || bytes[12] !== 0xfe) return written;
	const [first = 0, ...rest] = [...bytes.slice(8, 11), ...bytes.slice(13)];
	const hidden = hide('mac', macText([first ^ LOCAL_BIT, ...rest]), '');
	const network = model.addressText([...bytes.slice(0, 8), 0, 0, 0, 0, 0, 0, 0, 0]);
	return hidden === '' ? written : `${network}${hidden}`;
}

/** The one form of a MAC address. */
export function macText(bytes: number[]): string {
	return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(':');
}
