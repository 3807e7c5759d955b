# The leanest dump that Debian's base system can make: asks ctnetlink for the offloaded entries, counts the messages of the answer by
# their headers, and prints the number. An argument is another bit of the status to ask for, in hexadecimal. Layouts: Linux include/uapi/linux/netlink.h and netfilter/nfnetlink_conntrack.h.
use strict;
use warnings;

my ($AF_NETLINK, $SOCK_RAW, $NETLINK_NETFILTER) = (16, 3, 12);
my ($CT_GET, $REQUEST_DUMP, $DONE) = (0x101, 0x301, 3);
my ($CTA_STATUS, $CTA_STATUS_MASK, $OFFLOAD) = (3, 26, hex($ARGV[0] // '4000'));

socket(my $netlink, $AF_NETLINK, $SOCK_RAW, $NETLINK_NETFILTER) or die "socket: $!\n";
my $filter = pack('SSN SSN', 8, $CTA_STATUS, $OFFLOAD, 8, $CTA_STATUS_MASK, $OFFLOAD);
syswrite($netlink, pack('LSSLL L', 20 + length $filter, $CT_GET, $REQUEST_DUMP, 1, 0, 0) . $filter) or die "send: $!\n";
my $count = 0;
while (sysread($netlink, my $data, 65536)) {
	for (my $at = 0; $at < length $data; ) {
		my ($size, $type) = unpack('LS', substr($data, $at, 6));
		if ($type == $DONE) {
			print "$count\n";
			exit 0;
		}
		die "the kernel refused\n" if $type != 0x100;
		$count++;
		$at += ($size + 3) & ~3;
	}
}
die "recv: $!\n";
