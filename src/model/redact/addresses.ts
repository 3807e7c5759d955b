import * as model from '../index.ts';
import type { Hide } from './options.ts';

/** IPv4 inside IPv6: mapped (RFC 4291, 2.5.5.2). */
const MAPPED = model.parseAddress('::ffff:0:0')!;
/** Solicited-node multicast holds the last three bytes of an address (RFC 4291, 2.7.1). */
const SOLICITED = model.parseAddress('ff02::1:ff00:0')!;
const LINK_LOCAL = model.parseAddress('fe80::')!;
/** Bits of the universal/local flag, which EUI-64 turns around (RFC 4291, appendix A). */
const LOCAL_BIT = 2;
/** What leads IPv4 in the second half of an address: ISATAP (RFC 5214, 6.1), and a tunnel's link-local address. */
const ISATAP = ['0,0,94,254', '2,0,94,254'];
const TUNNEL = '0,0,0,0';

/** Hides an address that can be reached from outside, and what identifies somebody in one that cannot; any other stays as it is. */
export function hideAddress(bytes: number[], written: string, hide: Hide): string {
	if (bytes.length === 4) return isPublic(bytes) ? hide('ipv4', model.addressText(bytes), written) : written;
	if (model.samePrefix(bytes, MAPPED, 96)) {
		const inner = bytes.slice(12);
		return isPublic(inner) ? hide('ipv4', model.addressText(inner), written) : written;
	}
	if (isPublic(bytes) || model.samePrefix(bytes, SOLICITED, 104))
		return hide('ipv6', model.addressText(bytes), written);
	return hideInside(bytes, written, hide);
}

export function isPublic(bytes: number[]): boolean {
	return !model.isPrivate(bytes) && !model.isSpecial(bytes);
}

/** An address of the link or of a private network may be made of a MAC address or of IPv4: its network stays, the device is hidden. */
function hideInside(bytes: number[], written: string, hide: Hide): string {
	const network = model.addressText([...bytes.slice(0, 8), 0, 0, 0, 0, 0, 0, 0, 0]);
	// An empty text tells that this kind is not hidden.
	const after = (hidden: string) => (hidden === '' ? written : `${network}${hidden}`);
	if (bytes[11] === 0xff && bytes[12] === 0xfe) return after(hide('mac', macText(macInside(bytes)), ''));
	const inner = bytes.slice(12);
	return holdsIpv4(bytes) && isPublic(inner) ? after(hide('ipv4', model.addressText(inner), '')) : written;
}

function macInside(bytes: number[]): number[] {
	const [first = 0, ...rest] = [...bytes.slice(8, 11), ...bytes.slice(13)];
	return [first ^ LOCAL_BIT, ...rest];
}

function holdsIpv4(bytes: number[]): boolean {
	const lead = bytes.slice(8, 12).join();
	return ISATAP.includes(lead) || (lead === TUNNEL && model.samePrefix(bytes, LINK_LOCAL, 10));
}

/** The one form of a MAC address. */
export function macText(bytes: number[]): string {
	return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(':');
}
