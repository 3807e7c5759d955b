/** Who shapes traffic on this router, and where. */
import { enabled, isDisabled, isOff, unique, uplinks, wanDevices } from './queries.ts';
import type { RouterState } from './rule.ts';

/** Queueing disciplines that hold traffic back; fq_codel and the like are on every device and lose nothing but fairness. */
const SHAPERS = ['cake', 'cake_mq', 'htb', 'hfsc', 'tbf'];
/** Those that switches and network cards do themselves. */
const HARDWARE_SHAPERS = [...SHAPERS, 'ets', 'prio', 'mqprio'];

/** Kinds of queues on a device that shape in software. */
function softwareShapers({ environment }: RouterState, device: string): string[] {
	const queues = (environment.qdiscs ?? []).filter((one) => one.device === device);
	return queues.flatMap(({ kinds, offloaded }) =>
		kinds.filter((kind) => SHAPERS.includes(kind) && !offloaded.includes(kind))
	);
}

/** The devices that SQM shapes: queues that are enabled, of a service that is not switched off as a whole, and cake with several queues. */
function sqmDevices(router: RouterState): string[] {
	const configured = isDisabled(router, 'sqm') ? [] : (router.environment.sqm ?? []);
	const found = wanDevices(router).filter((device) => softwareShapers(router, device).includes('cake_mq'));
	return unique([...configured, ...found]);
}

/** Devices whose SQM queue is in the hardware, which applies it to what it forwards too. */
export function sqmInHardware(router: RouterState): string[] {
	const { qdiscs, sqm_in_hardware } = router.environment;
	return sqmDevices(router).filter(
		(device) =>
			sqm_in_hardware?.includes(device) ||
			(softwareShapers(router, device).length === 0 &&
				(qdiscs ?? []).some(
					(one) => one.device === device && one.offloaded.some((kind) => HARDWARE_SHAPERS.includes(kind))
				))
	);
}

/** Devices whose SQM queue is the kernel's. */
export function sqmInSoftware(router: RouterState): string[] {
	const inHardware = sqmInHardware(router);
	return sqmDevices(router).filter((device) => !inHardware.includes(device));
}

/**
 * Devices above the one at which the flowtable takes packets: the fast path goes past their ingress queue. While offloading is off,
 * and where the path is unknown, that is expected of PPPoE.
 */
export function sqmSkipped(router: RouterState): string[] {
	const paths = router.status.paths ?? [];
	const skipped = paths.flatMap(({ arriving }) => arriving.skipped_queues);
	const expected = uplinks(router).filter(
		({ name, proto }) =>
			proto === 'pppoe' && (isOff(router) || !paths.some(({ network }) => network === name))
	);
	const devices = [...skipped, ...expected.map(({ l3_device }) => l3_device)];
	return sqmInSoftware(router).filter((device) => devices.includes(device));
}

/** Devices whose SQM queue still works with software offloading. */
export function sqmStillWorks(router: RouterState): string[] {
	const skipped = sqmSkipped(router);
	return sqmInSoftware(router).filter((device) => !skipped.includes(device));
}

/** Whether what arrives on a device is redirected, as SQM does for downloads: what comes back takes the slow path. */
export function isRedirected({ status }: RouterState, device: string): boolean {
	return (
		(status.ingress_redirects ?? []).some((redirect) => redirect.device === device) ||
		(status.paths ?? []).some(
			({ arriving, chain }) =>
				arriving.reason === 'ingress_redirect' && chain.some((one) => one.device === device)
		)
	);
}

export function usesQosmate(router: RouterState): boolean {
	return router.environment.qosmate === true && !isDisabled(router, 'qosmate');
}

/** Services that shape with nftables or with marks that it sets: they lose sight of offloaded packets in both modes. */
export function markingShapers(router: RouterState): string[] {
	return enabled(router, 'nft-qos', 'qos', 'qos_gargoyle');
}

/** Services that shape by queues alone, which the software flowtable still passes. */
export function queueShapers(router: RouterState): string[] {
	return enabled(router, 'eqos', 'wshaper', 'qosify');
}

/** Devices to the Internet with a shaper that none of the services above has set up. */
export function unknownShapers(router: RouterState): string[] {
	const known = [...sqmDevices(router), ...markingShapers(router), ...queueShapers(router)];
	if (known.length > 0 || usesQosmate(router)) return [];
	const wan = wanDevices(router);
	return (router.environment.qdiscs ?? [])
		.filter(({ device }) => wan.includes(device) && softwareShapers(router, device).length > 0)
		.map(({ device, kinds }) => `${device} (${kinds.join(', ')})`);
}
