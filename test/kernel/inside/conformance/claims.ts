/** What the backend says becomes of arriving packets, read with its own method `status` on the router of the matrix. */
import assert from 'node:assert/strict';
import type { Arriving } from '../../../../src/rpc/types/index.ts';
import type { Lab } from '../lab.ts';
import { playNetifd } from '../netifd.ts';
import { Plugin } from '../plugin.ts';
import { LINES } from './lines.ts';
import { HOME } from './network.ts';

/** Of each network, by its L3 device. */
export type Claims = Map<string, Arriving>;

/** Asks the backend about all lines under the ruleset that is loaded. */
export function readClaims(lab: Lab): Claims {
	playNetifd([{ name: 'home', device: HOME }, ...LINES.flatMap(({ networks }) => networks)]);
	const backend = new Plugin(['ip', 'netns', 'exec', 'gateway', ...lab.plugin.command]);
	const { paths, unknown } = backend.call('status');
	assert.ok(paths, `the paths are unknown: ${JSON.stringify(unknown)}`);
	return new Map(paths.map(({ l3_device, arriving }) => [l3_device, arriving]));
}
