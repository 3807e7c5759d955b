/*
 * What an interpreter is compared with: asks ctnetlink for the offloaded entries and prints their number and, with an argument, the
 * sum of their bytes, found by a walk over the attributes. Layouts: Linux include/uapi/linux/netfilter/nfnetlink_conntrack.h.
 */
#include <endian.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_conntrack.h>
#include <linux/netlink.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* The bit that is asked for; another one where the kernel has no flowtables. */
#ifndef OFFLOAD
#define OFFLOAD 0x4000
#endif

static char buffer[65536];

static const struct nlattr *find(const struct nlattr *attribute, long room, int type)
{
	while (room >= NLA_HDRLEN && attribute->nla_len >= NLA_HDRLEN && attribute->nla_len <= room) {
		if ((attribute->nla_type & NLA_TYPE_MASK) == type)
			return attribute;
		room -= NLA_ALIGN(attribute->nla_len);
		attribute = (const void *)((const char *)attribute + NLA_ALIGN(attribute->nla_len));
	}
	return NULL;
}

static uint64_t bytes_of(const struct nlmsghdr *message, int direction)
{
	const char *start = (const char *)NLMSG_DATA(message) + sizeof(struct nfgenmsg);
	const struct nlattr *counters = find((const void *)start, (const char *)message + message->nlmsg_len - start, direction);
	const struct nlattr *bytes;
	uint64_t number = 0;

	if (counters == NULL)
		return 0;
	bytes = find((const void *)((const char *)counters + NLA_HDRLEN), counters->nla_len - NLA_HDRLEN, CTA_COUNTERS_BYTES);
	if (bytes != NULL)
		memcpy(&number, (const char *)bytes + NLA_HDRLEN, sizeof(number));
	return be64toh(number);
}

int main(int argc, char **argv)
{
	struct {
		struct nlmsghdr head;
		struct nfgenmsg family;
		struct nlattr status;
		uint32_t wanted;
		struct nlattr mask;
		uint32_t bits;
	} request = {
		{ sizeof(request), NFNL_SUBSYS_CTNETLINK << 8 | IPCTNL_MSG_CT_GET, NLM_F_REQUEST | NLM_F_DUMP, 1, 0 },
		{ 0, 0, 0 },
		{ 8, CTA_STATUS }, htobe32(OFFLOAD), { 8, CTA_STATUS_MASK }, htobe32(OFFLOAD)
	};
	unsigned long entries = 0;
	uint64_t bytes = 0;
	int netlink = socket(AF_NETLINK, SOCK_RAW, NETLINK_NETFILTER);

	if (netlink < 0 || send(netlink, &request, sizeof(request), 0) < 0)
		return 1;
	for (;;) {
		int left = recv(netlink, buffer, sizeof(buffer), 0);
		const struct nlmsghdr *message = (const void *)buffer;

		if (left <= 0)
			return 1;
		for (; NLMSG_OK(message, left); message = NLMSG_NEXT(message, left)) {
			if (message->nlmsg_type == NLMSG_DONE) {
				printf("%lu %llu\n", entries, (unsigned long long)bytes);
				return 0;
			}
			if (message->nlmsg_type == NLMSG_ERROR)
				return 1;
			entries++;
			if (argc > 1)
				bytes += bytes_of(message, CTA_COUNTERS_ORIG) + bytes_of(message, CTA_COUNTERS_REPLY);
		}
	}
}
