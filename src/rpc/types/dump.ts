/** The file that `nft-offload dump` prints on the router, for people whose web interface does not work. */

import type { Reply } from './common.ts';
import type { Connections } from './connections.ts';
import type { Counters } from './counters.ts';
import type { Environment } from './environment.ts';
import type { Logs } from './logs.ts';
import type { PrivateNames } from './private-names.ts';
import type { Status } from './status.ts';

export const DUMP_FORMAT = 'nft-offload-dump';
/** Rises when a reader of before would misread the file; a further reply is no reason. */
export const DUMP_VERSION = 1;

/** What a report is made of. What ends in `_before` was read some seconds before the other: the load is the difference. */
export interface Replies {
	counters_before?: Counters;
	counters?: Counters;
	status?: Status;
	environment?: Environment;
	connections_before?: Connections;
	connections?: Connections;
	logs?: Logs;
	private_names?: PrivateNames;
}

/**
 * Raw facts with addresses and names in them: not for publication. The page Report opens it and makes the same masked report of it as
 * of a router that it reads itself. A method that is not in it was not known to the app that wrote it.
 */
export interface Dump {
	format: typeof DUMP_FORMAT;
	version: typeof DUMP_VERSION;
	/** That this file is private, in English, for whoever looks into it. */
	warning: string;
	/** Seconds since 1970, by the router's clock. */
	made: number;
	/** Replies as the page gets them, in their envelopes. */
	replies: { [Name in keyof Replies]?: Reply<Replies[Name] & {}> };
}
