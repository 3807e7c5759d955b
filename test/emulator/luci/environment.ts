/** What the page's header passes to the class LuCI. */

export interface Environment {
	media: string;
	resource: string;
	scriptname: string;
	pollinterval: number;
	ubuspath: string;
	sessionid: string;
	token: string;
	nodespec: { satisfied?: boolean; readonly?: boolean };
	apply_rollback: number;
	apply_holdoff: number;
	apply_display: number;
}

/** Filled once, before any module runs. */
export const environment = {} as Environment;

const PART = /^(?:[\w.%,;-]+\/)*[\w.%,;-]+$/;

function path(prefix: string, parts: string[]): string {
	const usable = parts.filter((part) => PART.test(part));
	return `${prefix}/${usable.join('/')}`;
}

export function url(...parts: string[]): string {
	return path(environment.scriptname, parts);
}

export function resource(...parts: string[]): string {
	return path(environment.resource, parts);
}

/** true: may change; false: may only look; null: may not even that. */
export function hasViewPermission(): boolean | null {
	const { nodespec } = environment;
	return nodespec?.satisfied ? !nodespec.readonly : null;
}
