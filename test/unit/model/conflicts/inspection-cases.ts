import type { Case } from './case.ts';
import {
	adder,
	chain,
	disabled,
	PPPOE,
	pppoePath,
	routerWith as router,
	SOFTWARE,
	services,
	zonesWithWan,
} from './environment.ts';

const rules = (changes: { time?: number; dscp?: number; mark?: number }) =>
	router({ firewall_rules: { time: 0, dscp: 0, mark: 0, ...changes } });
const late = { text: 'ct original packets ge 30 flow add @ft', flowtable: 'ft', index: 0 };

export const INSPECTION_CASES: Record<string, Case> = {
	unblockers: {
		applies: [
			router(services('zapret')),
			router({ processes: ['nfqws2'] }),
			router(services('youtubeUnblock')),
			router(services('b4')),
			router({ processes: ['b4'] }),
			router(chain({ kinds: ['queue', 'packets'], table: 'b4_mangle' })),
			// Another rule of the same router offloads at once.
			router(services('zapret'), { adders: [adder({ owner: 'zapret' }), adder({})] }),
		],
		silent: [
			router(disabled('zapret')),
			router(services('zapret'), { forward_rules: [late] }),
			router(services('zapret'), { adders: [adder({ owner: 'zapret' })] }),
			router(services('b4'), {
				adders: [adder({ owner: 'user', text: late.text }), adder({ reached: false })],
			}),
			// A proxy on the router: its traffic is local.
			router({ processes: ['tpws', 'ciadpi'] }),
		],
	},
	'intrusion-prevention': {
		applies: [
			router(services('snort')),
			router({ processes: ['suricata'] }),
			router(chain({ kinds: ['queue'], table: 'snort' })),
		],
		silent: [
			router(disabled('snort', 'suricata')),
			router(chain({ kinds: ['queue'] })),
			router(chain({ kinds: ['queue'], table: 'zapret' })),
			router(chain({ kinds: ['queue'], table: 'suricata', hook: 'input' })),
		],
	},
	'queue-rules': {
		applies: [router(chain({ kinds: ['queue'] })), router(chain({ kinds: ['queue'], hook: null }))],
		silent: [
			router(chain({ kinds: ['queue'], hook: 'input' })),
			router(chain({ kinds: ['queue'], new_only: ['queue'] })),
			router(chain({ kinds: ['queue'], table: 'b4_mangle' })),
			router(chain({ kinds: ['queue'], table: 'zapret' })),
			router(chain({ kinds: ['queue'], table: 'snort' })),
			router(chain({ kinds: ['queue'], chain: 'youtubeUnblock', hook: null })),
		],
	},
	'app-filter': {
		applies: [router(services('appfilter'))],
		silent: [router(disabled('appfilter'))],
	},
	'listeners-hardware': {
		applies: [router(services('ntopng')), router({ processes: ['netifyd'] })],
		silent: [router(disabled('ntopng')), router({ processes: ['nlbwmon'] })],
	},
	'parental-control': {
		applies: [router(services('timecontrol')), router(chain({ kinds: ['time'] }))],
		silent: [router(disabled('timecontrol')), rules({ time: 1 })],
	},
	'time-rules': {
		applies: [rules({ time: 1 })],
		silent: [rules({}), router({ firewall_rules: null })],
	},
	'marking-rules': {
		applies: [
			router(chain({ kinds: ['mark'] })),
			router(chain({ kinds: ['connlimit'] })),
			rules({ mark: 1 }),
		],
		silent: [
			router(chain({ kinds: ['mark'], chain: 'pbr_prerouting' })),
			router(chain({ kinds: ['mark'], family: 'ip', table: 'filter', chain: 'ts-forward' })),
			router(chain({ kinds: ['log'], table: 'banIP' })),
		],
	},
	'ttl-rules': {
		applies: [router(chain({ kinds: ['ttl'], hook: 'postrouting' }))],
		silent: [router(chain({ kinds: ['ttl'], hook: 'egress', family: 'netdev' })), router()],
	},
	'nlbwmon-hardware': {
		applies: [router(services('nlbwmon')), router({ processes: ['nlbwmon'] })],
		silent: [router(disabled('nlbwmon'))],
	},
	'packet-counters': {
		applies: [
			router(services('wrtbwmon')),
			router(services('iptmon')),
			router(chain({ kinds: ['counter'] })),
		],
		silent: [
			router(disabled('iptmon')),
			// Every rule of iptables-nft counts, whether somebody looks at it or not.
			router(chain({ kinds: ['counter'], family: 'ip', table: 'filter', chain: 'DOCKER' })),
			router(chain({ kinds: ['counter'], table: 'else' })),
		],
	},
	'pppoe-counters': {
		applies: [
			router(services('vnstat'), PPPOE),
			router(
				{ processes: ['collectd'] },
				{ ...SOFTWARE, ...PPPOE, paths: [pppoePath({ through: 'deepest' })] }
			),
		],
		silent: [
			router({}, PPPOE),
			router(services('vnstat')),
			router(services('vnstat'), { ...SOFTWARE, ...PPPOE, paths: [pppoePath({ through: 'l3' })] }),
			router(services('vnstat'), { ...SOFTWARE, ...PPPOE, paths: [pppoePath({ through: null })] }),
			// On a VLAN firewall4 lists a device that takes no packets.
			router(services('vnstat'), zonesWithWan({ proto: 'pppoe', device: 'eth1.7', lower_devices: ['eth1'] })),
		],
	},
	'device-counters': {
		applies: [router(services('vnstat')), router({ processes: ['collectd'] })],
		silent: [router(disabled('vnstat', 'collectd'))],
	},
	'test-on-router': {
		applies: [router({ processes: ['iperf3'] })],
		silent: [router({ processes: [] }), router({ processes: null })],
	},
};
