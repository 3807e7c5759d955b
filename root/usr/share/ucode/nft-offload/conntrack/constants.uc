'use strict';

/** Linux include/uapi/linux/netfilter/nfnetlink.h and nfnetlink_conntrack.h: subsystem 1 in the high byte. */
const IPCTNL_MSG_CT_NEW = 0x0100;
const IPCTNL_MSG_CT_GET = 0x0101;
const IPCTNL_MSG_CT_DELETE = 0x0102;

/** Offsets in a message: the family is the first byte of nfgenmsg, attributes follow nlmsghdr and nfgenmsg. */
const FAMILY = 16;
const ATTRIBUTES = 20;

/** Linux include/uapi/linux/netfilter/nfnetlink_conntrack.h */
const CTA_TUPLE_ORIG = 1;
const CTA_TUPLE_REPLY = 2;
const CTA_STATUS = 3;
const CTA_PROTOINFO = 4;
const CTA_HELP = 5;
const CTA_TIMEOUT = 7;
const CTA_MARK = 8;
const CTA_COUNTERS_ORIG = 9;
const CTA_COUNTERS_REPLY = 10;
const CTA_ID = 12;
const CTA_STATUS_MASK = 26;
const CTA_TUPLE_IP = 1;
const CTA_TUPLE_PROTO = 2;
const CTA_IP_V4_SRC = 1;
const CTA_IP_V6_SRC = 3;
const CTA_PROTO_NUM = 1;
const CTA_PROTO_SRC_PORT = 2;
const CTA_PROTO_DST_PORT = 3;
const CTA_PROTOINFO_TCP = 1;
const CTA_PROTOINFO_TCP_STATE = 1;
const CTA_PROTOINFO_TCP_FLAGS_ORIGINAL = 4;
const CTA_PROTOINFO_TCP_FLAGS_REPLY = 5;
const CTA_HELP_NAME = 1;
const CTA_COUNTERS_PACKETS = 1;
const CTA_COUNTERS_BYTES = 2;

/** Linux include/uapi/linux/netfilter/nf_conntrack_common.h */
const IPS_SEEN_REPLY = 0x0002;
const IPS_ASSURED = 0x0004;
const IPS_OFFLOAD = 0x4000;
const IPS_HW_OFFLOAD = 0x8000;

/** Families of nfgenmsg (the same on every CPU) and protocols of IP. */
const AF_INET = 2;
const AF_INET6 = 10;
const IPPROTO_TCP = 6;
const IPPROTO_UDP = 17;

export {
	AF_INET,
	AF_INET6,
	ATTRIBUTES,
	CTA_COUNTERS_BYTES,
	CTA_COUNTERS_ORIG,
	CTA_COUNTERS_PACKETS,
	CTA_COUNTERS_REPLY,
	CTA_HELP,
	CTA_HELP_NAME,
	CTA_ID,
	CTA_IP_V4_SRC,
	CTA_IP_V6_SRC,
	CTA_MARK,
	CTA_PROTOINFO,
	CTA_PROTOINFO_TCP,
	CTA_PROTOINFO_TCP_FLAGS_ORIGINAL,
	CTA_PROTOINFO_TCP_FLAGS_REPLY,
	CTA_PROTOINFO_TCP_STATE,
	CTA_PROTO_DST_PORT,
	CTA_PROTO_NUM,
	CTA_PROTO_SRC_PORT,
	CTA_STATUS,
	CTA_STATUS_MASK,
	CTA_TIMEOUT,
	CTA_TUPLE_IP,
	CTA_TUPLE_ORIG,
	CTA_TUPLE_PROTO,
	CTA_TUPLE_REPLY,
	FAMILY,
	IPCTNL_MSG_CT_DELETE,
	IPCTNL_MSG_CT_GET,
	IPCTNL_MSG_CT_NEW,
	IPPROTO_TCP,
	IPPROTO_UDP,
	IPS_ASSURED,
	IPS_HW_OFFLOAD,
	IPS_OFFLOAD,
	IPS_SEEN_REPLY
};
