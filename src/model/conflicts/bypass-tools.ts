/** DPI-bypass tools: they let a packet queue of the kernel decide about the first packets of each connection. */
import { enabled, queueTables, running, unique } from './queries.ts';
import type { RouterState } from './rule.ts';

/** As in `ct original packets ge 30 flow add @ft`. */
const FIRST_PACKETS_PASS = /ct original (packets|bytes)/;

/** Those that are there, by the names of services or programs; without one by the tables of their rules. */
export function bypassTools(router: RouterState): string[] {
	const programs = unique([
		...enabled(router, 'zapret', 'zapret2', 'youtubeUnblock', 'b4'),
		...running(router, 'nfqws', 'nfqws2', 'youtubeUnblock', 'b4'),
	]);
	return programs.length > 0 ? programs : queueTables(router, ['b4', 'zapret', 'youtubeunblock']);
}

/** Those that answer instead of the far end, as a proxy does. */
export function bypassProxies(router: RouterState): string[] {
	return unique([...enabled(router, 'byedpi'), ...running(router, 'tpws', 'ciadpi')]);
}

/** Whether the tools get their packets: the rules that offload let the first ones pass, or the tool itself offloads. */
export function toolsGetFirstPackets({ status }: RouterState): boolean {
	const adders = (status.adders ?? []).filter(({ reached }) => reached);
	return (
		exceptFirstPackets(status) ||
		(status.forward_rules ?? []).some((rule) => FIRST_PACKETS_PASS.test(rule.text)) ||
		(adders.length > 0 &&
			adders.every(
				({ owner, text }) => owner === 'zapret' || owner === 'b4' || FIRST_PACKETS_PASS.test(text)
			))
	);
}

/** While offloading is off, what is requested is what will be loaded with it. */
function exceptFirstPackets({ exceptions, flowtables }: RouterState['status']): boolean {
	if (!exceptions || exceptions.requested.first_packets === 0 || exceptions.invalid.length > 0) return false;
	return exceptions.loaded === 'requested' || (flowtables?.length === 0 && exceptions.included === true);
}
