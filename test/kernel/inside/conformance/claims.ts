/** What the backend says becomes of arriving packets, read with its own method `status` on the router of the matrix. */
import assert from 'node:assert/strict';
import type { Arriving, Reply, Status } from '../../../../src/rpc/types/index.ts';
import { runBeside } from '../commands.ts';
import type { Lab } from '../lab.ts';
import { playNetifd } from '../netifd.ts';
import { LINES } from './lines.ts';
import { HOME } from './network.ts';

/** Of each network, by its L3 device. */
export type Claims = Map<string, Arriving>;

/** Asks the backend about all lines under the ruleset that is loaded. */
export async function readClaims(lab: Lab): Promise<Claims> {
	playNetifd([{ name: 'home', device: HOME }, ...LINES.flatMap(({ networks }) => networks)]);
	const command = ['netns', 'exec', 'gateway', ...lab.plugin.command, 'call', 'status'];
	const reply = JSON.parse(await runBeside('ip', command, '{}')) as Reply<Status>;
	if (!reply.ok) assert.fail(`status answered ${JSON.stringify(reply.error)}`);
	assert.ok(reply.paths, `the paths are unknown: ${JSON.stringify(reply.unknown)}`);
	return new Map(reply.paths.map(({ l3_device, arriving }) => [l3_device, arriving]));
}
