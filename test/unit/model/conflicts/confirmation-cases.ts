import type { Case } from './case.ts';
import {
	adder,
	disabled,
	IN_HARDWARE,
	PPPOE,
	pathWith,
	pppoePath,
	queues,
	routerWith as router,
	SOFTWARE,
	services,
} from './environment.ts';

const REDIRECT = { device: 'wan', to: 'ifb4wan', whole: true };

/** The rules of confirmations.ts. */
export const CONFIRMATION_CASES: Record<string, Case> = {
	'sqm-software': {
		applies: [
			router({ sqm: ['wan'] }),
			router({ sqm: ['wan'] }, { ingress_redirects: null }),
			router({ qdiscs: [queues('wan', 'cake_mq')] }),
			router({ sqm: ['eth1'] }, PPPOE),
		],
		silent: [
			router(),
			router({ ...disabled('sqm'), sqm: ['wan'] }),
			router({ sqm: ['pppoe-wan'] }, PPPOE),
			router({ sqm: ['wan'] }, { ingress_redirects: [REDIRECT] }),
			router({ sqm: ['wan'], sqm_in_hardware: ['wan'] }),
		],
	},
	'sqm-ingress': {
		applies: [
			router({ sqm: ['wan'] }, { ingress_redirects: [REDIRECT] }),
			router({ sqm: ['wan'] }, { paths: [pathWith({ reason: 'ingress_redirect' })] }),
		],
		silent: [
			router({ sqm: ['wan'] }),
			router({ sqm: ['wan'] }, { ingress_redirects: [{ ...REDIRECT, device: 'eth9' }] }),
			router({ sqm: ['wan'] }, { paths: [pathWith({ reason: 'not_listed' })] }),
			router({}, { ingress_redirects: [REDIRECT] }),
			router(
				{ sqm: ['pppoe-wan'] },
				{
					...SOFTWARE,
					...PPPOE,
					paths: [pppoePath({ through: 'deepest', skipped_queues: ['pppoe-wan'] })],
					ingress_redirects: [{ ...REDIRECT, device: 'pppoe-wan' }],
				}
			),
		],
	},
	'sqm-in-hardware': {
		applies: [
			router({ sqm: ['wan'], sqm_in_hardware: ['wan'] }),
			router({ sqm: ['wan'], qdiscs: [IN_HARDWARE] }),
		],
		silent: [
			router({ sqm: ['wan'] }),
			router({ sqm: ['wan'], qdiscs: [{ ...IN_HARDWARE, kinds: ['cake', 'tbf'] }] }),
			router({ ...disabled('sqm'), sqm: ['wan'], sqm_in_hardware: ['wan'] }),
		],
	},
	'shaper-software': {
		applies: [router(services('qosify')), router(services('wshaper'))],
		silent: [router(disabled('qosify')), router(services('nft-qos'))],
	},
	'unknown-shaper-software': {
		applies: [router({ qdiscs: [queues('wan', 'cake')] })],
		silent: [
			router({ qdiscs: [queues('br-lan', 'cake')] }),
			router({ sqm: ['wan'], qdiscs: [queues('wan', 'cake')] }),
		],
	},
	'unblockers-served': {
		applies: [
			router(services('zapret'), { adders: [adder({ owner: 'zapret' })] }),
			router({ processes: ['b4'] }, { adders: [adder({ text: 'ct original packets >= 30 flow add @ft' })] }),
		],
		silent: [router(services('zapret')), router({}, { adders: [adder({ owner: 'zapret' })] })],
	},
	'unblocker-proxies': {
		applies: [router(services('byedpi')), router({ processes: ['tpws'] })],
		silent: [router(disabled('byedpi')), router({ processes: ['nfqws'] })],
	},
	'listeners-software': {
		applies: [router(services('netifyd')), router({ processes: ['ntopng'] })],
		silent: [router(disabled('netifyd')), router({ processes: ['nlbwmon'] })],
	},
};
