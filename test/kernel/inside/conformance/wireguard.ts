/** The two ends of a WireGuard line, with keys that are made for this run. */
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { run } from '../commands.ts';
import { ENDS, FAR, type Line, numberOf } from './lines.ts';

const PORT = 51820;
/** `wg` reads a secret key from a file only. */
const SECRET = '/run/wireguard.key';

/** Gives both ends their keys and their peer, which may send from any address. The handshake comes with the first packet. */
export function joinPeers(line: Line): void {
	const keys = { gateway: makeKeys(), internet: makeKeys() };
	for (const end of ENDS) {
		const far = FAR[end];
		const own = ['listen-port', PORT, 'private-key', SECRET];
		const peer = ['peer', keys[far].open, 'allowed-ips', '0.0.0.0/0,::/0'];
		const endpoint = ['endpoint', `${line.outer!(far, numberOf(line))}:${PORT}`];
		const words = ['netns', 'exec', end, 'wg', 'set', line.subject, ...own, ...peer, ...endpoint];
		writeFileSync(SECRET, keys[end].secret, { mode: 0o600 });
		run('ip', words.map(String));
	}
}

/** In base64, as `wg` reads them. */
function makeKeys(): { secret: string; open: string } {
	const { d, x } = generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' });
	const base64 = (text: string) => Buffer.from(text, 'base64url').toString('base64');
	return { secret: base64(d!), open: base64(x!) };
}
