import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Who offers the app to openwrt/luci, and what only they know. */
export interface People {
	/** `Name <address>`; signs the commit off. */
	maintainer: string;
	/** The address of our repository. */
	repository: string;
	/** Routers on which somebody has tried it, a line each. */
	tested: string[];
}

/** A text of tools/upstream/texts, with what is known about the people. */
export function fillText(root: string, name: string, { maintainer, repository, tested }: People): string {
	const routers = tested.length > 0 ? tested : ['no router yet'];
	return readFileSync(join(root, 'tools/upstream/texts', name), 'utf8')
		.replaceAll('@MAINTAINER@', maintainer)
		.replaceAll('@REPOSITORY@', repository)
		.replaceAll('@TESTED@', routers.map((line) => `- ${line}`).join('\n'));
}
