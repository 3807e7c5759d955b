"""Sends one netlink request (standard input) and copies the datagrams that answer it to standard output.

usage: netlink-relay.py PROTOCOL
Each datagram is preceded by its length (4 bytes, this machine's byte order); the last one holds NLMSG_DONE or
NLMSG_ERROR. If the kernel rejects a request, the errno's name goes to standard error and the exit status is 1.
Node has no netlink sockets; this is for tests and the command line tool only, never for the router.
"""
import errno
import socket
import struct
import sys

NLMSG_ERROR, NLMSG_DONE, NLM_F_MULTI, SO_RCVBUFFORCE = 2, 3, 2, 33


def is_last(datagram):
    """Whether a message of this datagram ends the answer."""
    at = 0
    while at + 16 <= len(datagram):
        length, kind, flags = struct.unpack_from('=IHH', datagram, at)
        if kind in (NLMSG_ERROR, NLMSG_DONE) or not flags & NLM_F_MULTI or length < 16:
            return True
        at += (length + 3) & ~3
    return False


def relay(protocol, request):
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, protocol) as netlink:
        netlink.settimeout(5)
        try:
            netlink.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, 4 << 20)
        except PermissionError:
            netlink.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
        netlink.sendto(request, (0, 0))
        last = False
        while not last:
            datagram = netlink.recv(1 << 16)
            sys.stdout.buffer.write(struct.pack('=I', len(datagram)) + datagram)
            last = is_last(datagram)


try:
    relay(int(sys.argv[1]), sys.stdin.buffer.read())
except TimeoutError:
    sys.exit('EAGAIN')
except OSError as error:
    sys.exit(errno.errorcode.get(error.errno, 'EIO'))
