import type { Case } from './case.ts';
import {
	chain,
	disabled,
	IN_HARDWARE,
	PPPOE,
	pppoePath,
	queues,
	routerWith as router,
	SOFTWARE,
	services,
} from './environment.ts';

/** The rules of queueing.ts. */
export const QUEUEING_CASES: Record<string, Case> = {
	'sqm-hardware': {
		applies: [
			router({ sqm: ['wan'] }),
			router({ ...services('sqm'), sqm: ['wan'] }),
			router({ sqm: ['wan'], services: null }),
			router({ sqm: ['wan'], qdiscs: [{ device: 'wan', kinds: ['cake', 'mq'], offloaded: ['mq'] }] }),
			router({ qdiscs: [queues('wan', 'cake_mq', 'cake')] }),
		],
		silent: [
			router({ sqm: ['wan'], sqm_in_hardware: ['wan'] }),
			router({ sqm: ['wan'], qdiscs: [IN_HARDWARE] }),
			router({ qdiscs: [queues('br-lan', 'cake_mq')] }),
			router(services('sqm')),
			router({ ...disabled('sqm'), sqm: ['wan'] }),
			router({ sqm: null }),
		],
	},
	'sqm-pppoe': {
		applies: [
			router({ sqm: ['pppoe-wan'] }, PPPOE),
			router({ sqm: ['pppoe-wan'] }, { ...SOFTWARE, ...PPPOE, paths: null }),
			router(
				{ sqm: ['pppoe-wan'] },
				{ ...SOFTWARE, ...PPPOE, paths: [pppoePath({ through: 'deepest', skipped_queues: ['pppoe-wan'] })] }
			),
		],
		silent: [
			router({ sqm: ['eth1'] }, PPPOE),
			router({ sqm: ['pppoe-wan'] }, { ...SOFTWARE, ...PPPOE, paths: [pppoePath({ through: 'l3' })] }),
			router({ sqm: ['wan'] }),
			router({}, PPPOE),
		],
	},
	'qosmate-hardware': {
		applies: [router({ ...services('qosmate'), qosmate: true })],
		silent: [
			router({ ...services('qosmate'), qosmate: false }),
			router({ ...disabled('qosmate'), qosmate: true }),
		],
	},
	'qosmate-software': {
		applies: [router({ qosmate: true })],
		silent: [router({ qosmate: null }), router()],
	},
	'priority-rules': {
		applies: [
			router(services('dscpclassify')),
			router(chain({ kinds: ['dscp'], hook: 'postrouting' })),
			router({ firewall_rules: { time: 0, dscp: 1, mark: 0 } }),
		],
		silent: [
			router(disabled('dscpclassify')),
			// Traffic of the router itself is never offloaded.
			router(chain({ kinds: ['dscp'], hook: 'output' })),
			router(chain({ kinds: ['dscp'], family: 'bridge' })),
			router({ firewall_rules: null }),
		],
	},
	'shaper-marks': {
		applies: [router(services('nft-qos')), router(services('qos_gargoyle')), router(services('qos'))],
		silent: [router(disabled('nft-qos')), router(services('wshaper'))],
	},
	'shaper-hardware': {
		applies: [router(services('wshaper')), router(services('qosify')), router(services('eqos'))],
		silent: [router(disabled('qosify')), router(services('nft-qos'))],
	},
	'unknown-shaper-hardware': {
		applies: [
			router({ qdiscs: [queues('wan', 'cake')] }),
			router({ qdiscs: [queues('pppoe-wan', 'htb', 'fq_codel')] }, PPPOE),
		],
		silent: [
			router(),
			router({ qdiscs: [queues('br-lan', 'cake')] }),
			router({ sqm: ['wan'], qdiscs: [queues('wan', 'cake')] }),
			router({ qosmate: true, qdiscs: [queues('wan', 'hfsc')] }),
			router({ ...services('qosify'), qdiscs: [queues('wan', 'cake')] }),
			router({ qdiscs: [IN_HARDWARE] }),
			router({ qdiscs: null }),
		],
	},
	'limit-rules': {
		applies: [
			router(chain({ kinds: ['limit'] })),
			router(chain({ kinds: ['counter', 'quota'], hook: null })),
			router(chain({ kinds: ['limit'], hook: null, hooks: ['input', 'forward'] })),
			router(chain({ kinds: ['limit', 'quota'], new_only: ['limit'] })),
		],
		silent: [
			router(chain({ kinds: ['counter'] })),
			router(chain({ kinds: ['limit'], hook: 'input' })),
			router(chain({ kinds: ['limit'], hook: null, hooks: ['input', 'output'] })),
			router(chain({ kinds: ['limit'], new_only: ['limit'] })),
			router(chain({ kinds: ['limit'], table: 'banIP' })),
		],
	},
};
