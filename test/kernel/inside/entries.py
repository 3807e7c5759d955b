"""Puts ordinary UDP entries into the conntrack table of this network namespace: `entries.py COUNT [FIRST [STATUS]]`.

FIRST is the number of the first one, so that a second call adds others; STATUS their bits (IPS_...), in hexadecimal.

Each is one IPCTNL_MSG_CT_NEW message of ctnetlink (Linux include/uapi/linux/netfilter/nfnetlink_conntrack.h), many to one
send. No packet flows: 60,000 entries made by traffic would take an emulated processor far longer.
"""
import socket
import struct
import sys

NETLINK_NETFILTER = 12
CT_NEW = (1 << 8) | 0
REQUEST_ACK_CREATE_EXCL = 0x1 | 0x4 | 0x400 | 0x200
NESTED = 0x8000
CTA_TUPLE_ORIG, CTA_TUPLE_REPLY, CTA_STATUS, CTA_TIMEOUT = 1, 2, 3, 7
CTA_TUPLE_IP, CTA_TUPLE_PROTO = 1, 2
CTA_IP_V4_SRC, CTA_IP_V4_DST = 1, 2
CTA_PROTO_NUM, CTA_PROTO_SRC_PORT, CTA_PROTO_DST_PORT = 1, 2, 3
SEEN_REPLY_ASSURED_CONFIRMED = 0x2 | 0x4 | 0x8
TIMEOUT = 3600
CHUNK = 100


def attribute(kind, data):
    return struct.pack("=HH", 4 + len(data), kind) + data + b"\0" * (-len(data) % 4)


def endpoints(source, destination, source_port, destination_port):
    addresses = attribute(CTA_IP_V4_SRC, source) + attribute(CTA_IP_V4_DST, destination)
    protocol = (
        attribute(CTA_PROTO_NUM, bytes([socket.IPPROTO_UDP]))
        + attribute(CTA_PROTO_SRC_PORT, struct.pack("!H", source_port))
        + attribute(CTA_PROTO_DST_PORT, struct.pack("!H", destination_port))
    )
    return attribute(CTA_TUPLE_IP | NESTED, addresses) + attribute(CTA_TUPLE_PROTO | NESTED, protocol)


def message(at):
    """Entry number `at`: a client of 10.0.0.0/16 talks to a documentation address."""
    client = bytes([10, 0, at >> 8 & 255, at & 255])
    server = bytes([198, 51, 100, 200])
    port = 1024 + (at >> 16) * 1000
    body = (
        struct.pack("=BBH", socket.AF_INET, 0, 0)
        + attribute(CTA_TUPLE_ORIG | NESTED, endpoints(client, server, port, 53))
        + attribute(CTA_TUPLE_REPLY | NESTED, endpoints(server, client, 53, port))
        + attribute(CTA_STATUS, struct.pack("!I", status))
        + attribute(CTA_TIMEOUT, struct.pack("!I", TIMEOUT))
    )
    return struct.pack("=IHHII", 16 + len(body), CT_NEW, REQUEST_ACK_CREATE_EXCL, at, 0) + body


def check_acknowledgements(link, count):
    """Every message is answered by NLMSG_ERROR with 0 or a negative errno."""
    while count > 0:
        data = link.recv(1 << 20)
        while data:
            length, _, _, at, _, error = struct.unpack_from("=IHHIIi", data)
            if error:
                raise OSError(-error, f"the kernel refused entry {at}")
            data = data[(length + 3) & ~3:]
            count -= 1


link = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_NETFILTER)
total = int(sys.argv[1])
first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
status = int(sys.argv[3], 16) if len(sys.argv) > 3 else SEEN_REPLY_ASSURED_CONFIRMED
for start in range(first, first + total, CHUNK):
    chunk = range(start, min(start + CHUNK, first + total))
    link.send(b"".join(message(at) for at in chunk))
    check_acknowledgements(link, len(chunk))
