import type { RouterState } from '../../../../src/model/conflicts/index.ts';

/** For a rule: routers to which it applies, and routers to which it only nearly does. */
export interface Case {
	applies: RouterState[];
	silent: RouterState[];
}
