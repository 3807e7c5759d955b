/** Lines as the drivers write them; docs/engines.md has their sources. */

/** A line of MediaTek's `entries` and `bind`. */
export function bindLine(index: number, state: string): string {
	const number = index.toString(16).padStart(5, '0');
	return `${number} ${state} IPv4 5T orig=192.168.1.2:40000->203.0.113.1:443 new=203.0.113.2:40000->203.0.113.1:443 eth=02:00:00:00:00:01->02:00:00:00:00:02 etype=0800 vlan=0,0 ib1=2a820000 ib2=00ffd030 packets=12 bytes=9000\n`;
}

/** qca_ppe's `offload`. */
export const OFFLOAD = `offloaded                120
reinstalled              3
destroy_miss             0
stale                    106
live_entries             14
ingress_not_switch_port  0
ingress_vlan_domain      12
unsupported_match        0
unsupported_protocol     0
unsupported_action       0
no_egress_l2_header      0
egress_not_switch_port   31
egress_is_ingress        0
snat_and_dnat            0
ipv6_nat                 0
table_full               0
hardware_op_failed       0
`;

/** What nft says where hardware offloading is loaded. */
export const IN_HARDWARE = {
	'nft --terse list flowtables': {
		output:
			'table inet fw4 {\n\tflowtable ft {\n\t\thook ingress priority filter\n\t\tdevices = { "eth1", "lan1" }\n\t\tflags offload\n\t}\n}\n',
	},
};
