// SPDX-License-Identifier: GPL-2.0-only
/*
 * A simulated packet processing engine (PPE) for tests: offloads flows for any network device, as the switch of a router does.
 *
 * The kernel offers flows as it offers them to a driver (TC_SETUP_FT, net/netfilter/nf_flow_table_offload.c). The engine forwards packets of
 * those it accepts in front of the flowtable, so that nothing else of the kernel sees or counts them.
 */
#include <linux/hashtable.h>
#include <linux/if_vlan.h>
#include <linux/jhash.h>
#include <linux/module.h>
#include <linux/netdevice.h>
#include <linux/netfilter_netdev.h>
#include <linux/tcp.h>
#include <linux/udp.h>
#include <net/checksum.h>
#include <net/flow_offload.h>
#include <net/ip.h>
#include <net/ipv6.h>

static char *devices = "";
module_param(devices, charp, 0644);
MODULE_PARM_DESC(devices, "devices with an engine, separated by commas; all others reject a hardware flowtable");

static unsigned int capacity = 65536;
module_param(capacity, uint, 0644);
MODULE_PARM_DESC(capacity, "flows that fit, two for a connection; further ones are rejected");

static unsigned short rejected_protocol;
module_param(rejected_protocol, ushort, 0644);
MODULE_PARM_DESC(rejected_protocol, "an IP protocol whose flows are rejected");

static bool statistics = true;
module_param(statistics, bool, 0644);
MODULE_PARM_DESC(statistics, "report packets and bytes; without it only the time of the last use");

static unsigned int statistics_delay;
module_param(statistics_delay, uint, 0644);
MODULE_PARM_DESC(statistics_delay, "milliseconds at least between two reports of a flow's packets and bytes");

/*
 * When a ruleset is replaced, the kernel unbinds the blocks of the old flowtable first and takes its flows apart then, so that no driver hears
 * of their end (nf_tables_api.c: NFT_MSG_DELFLOWTABLE in nf_tables_commit).
 */
static bool keep_orphans;
module_param(keep_orphans, bool, 0644);
MODULE_PARM_DESC(keep_orphans, "go on with the flows of a flowtable that is gone");

static unsigned int held;
module_param(held, uint, 0444);
MODULE_PARM_DESC(held, "flows in the engine now");

static unsigned int rejected;
module_param(rejected, uint, 0644);
MODULE_PARM_DESC(rejected, "flows rejected so far");

static unsigned long forwarded;
module_param(forwarded, ulong, 0644);
MODULE_PARM_DESC(forwarded, "packets forwarded so far");

static unsigned int reports;
module_param(reports, uint, 0444);
MODULE_PARM_DESC(reports, "times that the kernel has asked for statistics of a flow");

struct flow_key {
	struct in6_addr source, destination;
	__be16 source_port, destination_port;
	int ifindex;
	__be16 ethertype;
	u8 protocol;
	u8 padding;
};

struct change {
	enum flow_action_mangle_base header;
	u32 offset, keep, value;
};

struct flow {
	struct hlist_node by_key, by_cookie;
	struct rcu_head rcu;
	unsigned long cookie;
	struct flow_key key;
	int out;
	unsigned int changes;
	struct change change[16];
	unsigned long last_used, last_report;
	u64 packets, bytes, reported_packets, reported_bytes;
};

struct port {
	struct list_head list;
	struct net_device *dev;
	struct nf_hook_ops hook;
};

static DEFINE_HASHTABLE(flows_by_key, 14);
static DEFINE_HASHTABLE(flows_by_cookie, 14);
static DEFINE_SPINLOCK(lock);
static LIST_HEAD(blocks);

static bool serves(const struct net_device *dev)
{
	size_t length = strlen(dev->name);
	bool found = false;
	const char *at;

	kernel_param_lock(THIS_MODULE);
	at = devices;
	while (!found && (at = strstr(at, dev->name))) {
		bool begins = at == devices || at[-1] == ',';

		at += length;
		found = begins && (!*at || *at == ',' || *at == '\n');
	}
	kernel_param_unlock(THIS_MODULE);
	return found;
}

static u32 key_hash(const struct flow_key *key)
{
	return jhash(key, sizeof(*key), 0);
}

static struct flow *flow_of_packet(const struct flow_key *key)
{
	struct flow *flow;

	hash_for_each_possible_rcu(flows_by_key, flow, by_key, key_hash(key))
		if (!memcmp(&flow->key, key, sizeof(*key)))
			return flow;
	return NULL;
}

static struct flow *flow_of_cookie(unsigned long cookie)
{
	struct flow *flow;

	hash_for_each_possible(flows_by_cookie, flow, by_cookie, cookie)
		if (flow->cookie == cookie)
			return flow;
	return NULL;
}

/* Packets */

/* Gives the length of the headers, 0 for a packet that only the processor can forward. */
static unsigned int read_ip(struct sk_buff *skb, struct flow_key *key)
{
	if (skb_vlan_tag_present(skb))
		return 0;
	key->ethertype = skb->protocol;
	if (skb->protocol == htons(ETH_P_IP) && pskb_may_pull(skb, sizeof(struct iphdr))) {
		const struct iphdr *ip = ip_hdr(skb);

		if (ip->ihl != 5 || ip_is_fragment(ip) || ip->ttl <= 1)
			return 0;
		key->source.s6_addr32[0] = ip->saddr;
		key->destination.s6_addr32[0] = ip->daddr;
		key->protocol = ip->protocol;
		return sizeof(*ip);
	}
	if (skb->protocol == htons(ETH_P_IPV6) && pskb_may_pull(skb, sizeof(struct ipv6hdr))) {
		const struct ipv6hdr *ip = ipv6_hdr(skb);

		if (ip->hop_limit <= 1)
			return 0;
		key->source = ip->saddr;
		key->destination = ip->daddr;
		key->protocol = ip->nexthdr;
		return sizeof(*ip);
	}
	return 0;
}

static unsigned int read_packet(struct sk_buff *skb, struct flow_key *key)
{
	unsigned int ip = read_ip(skb, key);
	unsigned int headers = ip;

	if (!ip)
		return 0;
	if (key->protocol == IPPROTO_TCP)
		headers += sizeof(struct tcphdr);
	else if (key->protocol == IPPROTO_UDP)
		headers += sizeof(struct udphdr);
	else
		return 0;
	if (!pskb_may_pull(skb, headers))
		return 0;
	skb_set_transport_header(skb, ip);
	if (key->protocol == IPPROTO_TCP && (tcp_hdr(skb)->fin || tcp_hdr(skb)->rst))
		return 0;
	/* Both headers begin with the ports. */
	key->source_port = udp_hdr(skb)->source;
	key->destination_port = udp_hdr(skb)->dest;
	return headers;
}

static __sum16 *transport_checksum(struct sk_buff *skb, u8 protocol)
{
	if (protocol == IPPROTO_TCP)
		return &tcp_hdr(skb)->check;
	if (!udp_hdr(skb)->check && skb->ip_summed != CHECKSUM_PARTIAL)
		return NULL;
	return &udp_hdr(skb)->check;
}

static void apply(struct sk_buff *skb, const struct change *change, u8 protocol)
{
	__sum16 *sum = transport_checksum(skb, protocol);
	bool addresses = false;
	__be32 old, new;
	u8 *at;

	switch (change->header) {
	case FLOW_ACT_MANGLE_HDR_TYPE_ETH:
		at = skb_mac_header(skb);
		sum = NULL;
		break;
	case FLOW_ACT_MANGLE_HDR_TYPE_IP4:
	case FLOW_ACT_MANGLE_HDR_TYPE_IP6:
		at = skb_network_header(skb);
		addresses = true;
		break;
	default:
		at = skb_transport_header(skb);
	}
	memcpy(&old, at + change->offset, sizeof(old));
	new = (__force __be32)(((__force u32)old & change->keep) | change->value);
	memcpy(at + change->offset, &new, sizeof(new));
	if (change->header == FLOW_ACT_MANGLE_HDR_TYPE_IP4)
		csum_replace4(&ip_hdr(skb)->check, old, new);
	if (!sum)
		return;
	inet_proto_csum_replace4(sum, skb, old, new, addresses);
	if (protocol == IPPROTO_UDP && !*sum && skb->ip_summed != CHECKSUM_PARTIAL)
		*sum = CSUM_MANGLED_0;
}

static void rewrite(struct sk_buff *skb, const struct flow *flow)
{
	unsigned int i;

	for (i = 0; i < flow->changes; i++)
		apply(skb, &flow->change[i], flow->key.protocol);
	if (flow->key.ethertype == htons(ETH_P_IP))
		ip_decrease_ttl(ip_hdr(skb));
	else
		ipv6_hdr(skb)->hop_limit--;
}

static unsigned int forward(void *priv, struct sk_buff *skb, const struct nf_hook_state *state)
{
	struct flow_key key = { .ifindex = state->in->ifindex };
	struct net_device *out;
	unsigned int headers;
	struct flow *flow;

	skb_reset_network_header(skb);
	headers = read_packet(skb, &key);
	flow = headers ? flow_of_packet(&key) : NULL;
	out = flow ? dev_get_by_index_rcu(dev_net(state->in), flow->out) : NULL;
	if (!out || (!skb_is_gso(skb) && skb->len > out->mtu) || skb_ensure_writable(skb, headers))
		return NF_ACCEPT;
	spin_lock(&lock);
	flow->packets += max_t(u16, skb_shinfo(skb)->gso_segs, 1);
	flow->bytes += skb->len;
	flow->last_used = jiffies;
	forwarded++;
	spin_unlock(&lock);
	rewrite(skb, flow);
	skb_push(skb, ETH_HLEN);
	skb->dev = out;
	dev_queue_xmit(skb);
	return NF_STOLEN;
}

/* Flows */

static int read_match(const struct flow_rule *rule, struct flow_key *key)
{
	struct flow_match_control control;
	struct flow_match_basic basic;
	struct flow_match_ports ports;
	struct flow_match_meta meta;

	if (flow_rule_match_key(rule, FLOW_DISSECTOR_KEY_VLAN) || !flow_rule_match_key(rule, FLOW_DISSECTOR_KEY_PORTS))
		return -EOPNOTSUPP;
	flow_rule_match_meta(rule, &meta);
	flow_rule_match_basic(rule, &basic);
	flow_rule_match_ports(rule, &ports);
	flow_rule_match_control(rule, &control);
	key->ifindex = meta.key->ingress_ifindex;
	key->ethertype = basic.key->n_proto;
	key->protocol = basic.key->ip_proto;
	key->source_port = ports.key->src;
	key->destination_port = ports.key->dst;
	if (control.key->addr_type == FLOW_DISSECTOR_KEY_IPV4_ADDRS) {
		struct flow_match_ipv4_addrs ip;

		flow_rule_match_ipv4_addrs(rule, &ip);
		key->source.s6_addr32[0] = ip.key->src;
		key->destination.s6_addr32[0] = ip.key->dst;
	} else {
		struct flow_match_ipv6_addrs ip;

		flow_rule_match_ipv6_addrs(rule, &ip);
		key->source = ip.key->src;
		key->destination = ip.key->dst;
	}
	return 0;
}

static int read_actions(const struct flow_rule *rule, struct flow *flow)
{
	const struct flow_action_entry *action;
	int i;

	flow_action_for_each(i, action, &rule->action) {
		switch (action->id) {
		case FLOW_ACTION_MANGLE:
			if (flow->changes == ARRAY_SIZE(flow->change))
				return -E2BIG;
			flow->change[flow->changes++] = (struct change) {
				.header = action->mangle.htype,
				.offset = action->mangle.offset,
				.keep = action->mangle.mask,
				.value = action->mangle.val,
			};
			break;
		case FLOW_ACTION_CSUM:
			break;
		case FLOW_ACTION_REDIRECT:
			if (!serves(action->dev))
				return -EOPNOTSUPP;
			flow->out = action->dev->ifindex;
			break;
		default:
			return -EOPNOTSUPP;
		}
	}
	return flow->out ? 0 : -EOPNOTSUPP;
}

/* Keeps the flow, or says why it does not fit. */
static int hold(struct flow *flow)
{
	int error = 0;

	spin_lock_bh(&lock);
	if (flow_of_cookie(flow->cookie)) {
		error = -EEXIST;
	} else if (held >= capacity) {
		error = -ENOSPC;
	} else {
		held++;
		hash_add(flows_by_cookie, &flow->by_cookie, flow->cookie);
		hash_add_rcu(flows_by_key, &flow->by_key, key_hash(&flow->key));
	}
	spin_unlock_bh(&lock);
	return error;
}

static int add_flow(const struct flow_cls_offload *request)
{
	struct flow *flow = kzalloc(sizeof(*flow), GFP_KERNEL);
	int error;

	if (!flow)
		return -ENOMEM;
	flow->cookie = request->cookie;
	flow->last_used = jiffies;
	flow->last_report = jiffies;
	error = read_match(request->rule, &flow->key);
	if (!error)
		error = flow->key.protocol == rejected_protocol ? -EOPNOTSUPP : read_actions(request->rule, flow);
	if (!error)
		error = hold(flow);
	if (error)
		kfree(flow);
	return error;
}

static void drop_flow(struct flow *flow)
{
	held--;
	hash_del(&flow->by_cookie);
	hash_del_rcu(&flow->by_key);
	kfree_rcu(flow, rcu);
}

static int delete_flow(unsigned long cookie)
{
	struct flow *flow;

	spin_lock_bh(&lock);
	flow = flow_of_cookie(cookie);
	if (flow)
		drop_flow(flow);
	spin_unlock_bh(&lock);
	return flow ? 0 : -ENOENT;
}

static int report_flow(struct flow_cls_offload *request)
{
	u64 packets = 0, bytes = 0;
	struct flow *flow;

	spin_lock_bh(&lock);
	flow = flow_of_cookie(request->cookie);
	if (flow) {
		reports++;
		if (statistics && time_after_eq(jiffies, flow->last_report + msecs_to_jiffies(statistics_delay))) {
			packets = flow->packets - flow->reported_packets;
			bytes = flow->bytes - flow->reported_bytes;
			flow->reported_packets = flow->packets;
			flow->reported_bytes = flow->bytes;
			flow->last_report = jiffies;
		}
		flow_stats_update(&request->stats, bytes, packets, 0, flow->last_used, FLOW_ACTION_HW_STATS_DELAYED);
	}
	spin_unlock_bh(&lock);
	return flow ? 0 : -ENOENT;
}

/* The kernel asks the block of each device for each flow. The one of the device where its packets come in answers. */
static bool is_of_port(const struct flow_cls_offload *request, const struct port *port)
{
	struct flow_match_meta meta;

	flow_rule_match_meta(request->rule, &meta);
	return meta.key->ingress_ifindex == port->dev->ifindex;
}

static int handle_flow(enum tc_setup_type type, void *data, void *priv)
{
	struct flow_cls_offload *request = data;
	int error;

	if (type != TC_SETUP_CLSFLOWER)
		return -EOPNOTSUPP;
	switch (request->command) {
	case FLOW_CLS_REPLACE:
		if (!is_of_port(request, priv))
			return -EOPNOTSUPP;
		error = add_flow(request);
		if (error && error != -EEXIST) {
			spin_lock_bh(&lock);
			rejected++;
			spin_unlock_bh(&lock);
		}
		return error;
	case FLOW_CLS_DESTROY:
		return delete_flow(request->cookie);
	case FLOW_CLS_STATS:
		return report_flow(request);
	default:
		return -EOPNOTSUPP;
	}
}

/* Blocks: a flowtable binds one for each of its devices. */

static void drop_orphans(int ifindex)
{
	struct hlist_node *next;
	struct flow *flow;
	int bucket;

	spin_lock_bh(&lock);
	hash_for_each_safe(flows_by_cookie, bucket, next, flow, by_cookie)
		if (flow->key.ifindex == ifindex || !ifindex)
			drop_flow(flow);
	spin_unlock_bh(&lock);
}

static void release_port(void *priv)
{
	struct port *port = priv;

	if (!keep_orphans)
		drop_orphans(port->dev->ifindex);
	nf_unregister_net_hook(dev_net(port->dev), &port->hook);
	dev_put(port->dev);
	kfree(port);
}

static struct port *new_port(struct net_device *dev)
{
	struct port *port = kzalloc(sizeof(*port), GFP_KERNEL);

	if (!port)
		return NULL;
	port->dev = dev;
	port->hook = (struct nf_hook_ops) {
		.hook = forward,
		.pf = NFPROTO_NETDEV,
		.hooknum = NF_NETDEV_INGRESS,
		.priority = -1000,
		.dev = dev,
	};
	dev_hold(dev);
	if (nf_register_net_hook(dev_net(dev), &port->hook)) {
		dev_put(dev);
		kfree(port);
		return NULL;
	}
	return port;
}

static int bind_block(struct net_device *dev, struct Qdisc *sch, void *priv, struct flow_block_offload *bo, void *data,
		      void (*cleanup)(struct flow_block_cb *block_cb))
{
	struct flow_block_cb *block;
	struct port *port = new_port(dev);

	if (!port)
		return -ENOMEM;
	block = flow_indr_block_cb_alloc(handle_flow, dev, port, release_port, bo, dev, sch, data, priv, cleanup);
	if (IS_ERR(block)) {
		release_port(port);
		return PTR_ERR(block);
	}
	flow_block_cb_add(block, bo);
	list_add_tail(&block->driver_list, &blocks);
	return 0;
}

static int unbind_block(struct net_device *dev, struct flow_block_offload *bo)
{
	struct flow_block_cb *block = flow_block_cb_lookup(bo->block, handle_flow, dev);

	if (!block)
		return -ENOENT;
	flow_indr_block_cb_remove(block, bo);
	list_del(&block->driver_list);
	return 0;
}

static int setup(struct net_device *dev, struct Qdisc *sch, void *priv, enum tc_setup_type type, void *type_data, void *data,
		 void (*cleanup)(struct flow_block_cb *block_cb))
{
	struct flow_block_offload *bo = type_data;

	if (type != TC_SETUP_FT || !dev || bo->binder_type != FLOW_BLOCK_BINDER_TYPE_CLSACT_INGRESS)
		return -EOPNOTSUPP;
	switch (bo->command) {
	case FLOW_BLOCK_BIND:
		return serves(dev) ? bind_block(dev, sch, priv, bo, data, cleanup) : -EOPNOTSUPP;
	case FLOW_BLOCK_UNBIND:
		return unbind_block(dev, bo);
	default:
		return -EOPNOTSUPP;
	}
}

static int __init engine_init(void)
{
	return flow_indr_dev_register(setup, &blocks);
}

static void __exit engine_exit(void)
{
	flow_indr_dev_unregister(setup, &blocks, release_port);
	drop_orphans(0);
	rcu_barrier();
}

module_init(engine_init);
module_exit(engine_exit);
MODULE_DESCRIPTION("A simulated packet processing engine for tests of hardware flow offloading");
MODULE_LICENSE("GPL");
