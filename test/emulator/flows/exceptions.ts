/** Which connections the rules of exceptions keep in the firewall, in the forms that our generator writes. */

import { parseAddress, samePrefix } from '../../../src/model/address.ts';
import { NEIGHBOURS } from '../kernel/neighbours.ts';
import { type Entry, TCP, type Tuple } from './entry.ts';

type Test = (entry: Entry) => boolean;

/** A test of entries for the rules of the chain `nft_offload`. */
export function excluder(rules: string[]): Test {
	const tests = rules.flatMap((rule) => testOf(rule) ?? []);
	return (entry) => tests.some((test) => test(entry));
}

function testOf(rule: string): Test | null {
	const [, selector = '', set = ''] =
		/^(ether saddr|ip6? [sd]addr|(?:tcp|udp) [sd]port) \{ (.*) \} return$/.exec(rule) ?? [];
	const words = set.split(', ');
	const first = /^ct original packets < (\d+) return$/.exec(rule)?.[1];
	if (first) return ({ counters }) => counters.original.packets < Number(first);
	if (selector.startsWith('ether')) {
		const addresses = NEIGHBOURS.filter(({ mac }) => words.includes(mac)).flatMap((found) => found.addresses);
		return (entry) => endsOf(entry).some((end) => addresses.some((address) => isIn(end, address)));
	}
	if (selector.startsWith('ip'))
		return (entry) => endsOf(entry).some((end) => words.some((word) => isIn(end, word)));
	if (selector === '') return null;
	const isTcp = selector.startsWith('tcp');
	return (entry) =>
		(entry.protocol === TCP) === isTcp &&
		portsOf(entry).some((port) => words.some((word) => isWithin(port, word)));
}

function endsOf({ original, reply }: Entry): string[] {
	return [original.source, original.destination, reply.source, reply.destination];
}

function portsOf({ original, reply }: Entry): number[] {
	return [original, reply].flatMap((tuple: Tuple) => [tuple.sourcePort, tuple.destinationPort]);
}

function isIn(address: string, word: string): boolean {
	const [network = '', bits] = word.split('/');
	const [a, b] = [parseAddress(address), parseAddress(network)];
	return a !== null && b !== null && samePrefix(a, b, bits === undefined ? b.length * 8 : Number(bits));
}

function isWithin(port: number, word: string): boolean {
	const [first = 0, last = first] = word.split('-').map(Number);
	return port >= first && port <= last;
}
