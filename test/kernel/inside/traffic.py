"""The traffic of the kernel tests, one process for each network namespace: `traffic.py server` or `traffic.py client`.

A server echoes what comes in over UDP port 5000 and TCP ports 5000 and 21, for IPv4 and IPv6.
A client reads one JSON command a line and answers each with one JSON line:
  {"op": "open", "group": G, "proto": "udp" | "tcp", "to": ADDRESS, "port": PORT, "count": N}
  {"op": "send", "group": G, "bytes": B, "rounds": R}   every connection sends B bytes and waits for their echo, R times
  {"op": "stream", "group": G, "bytes": B}              the same until the next command arrives
  {"op": "rest"}                                        nothing: ends a stream
  {"op": "close", "group": G, "count": N}               the first N in the ordinary way
  {"op": "abort"}                                       all of all groups, streams with a reset
The answer is {"open": connections of the group now}, or {"error": text}.
Python, because thousands of sockets on an emulated processor cost it less than anything else that every machine has.
"""
import json
import resource
import select
import socket
import struct
import sys
import time

# So many connections wait for their echo at the same time: small enough that no receive buffer overflows.
CHUNK = 128
# A datagram whose echo stays away this long is sent again (seconds).
RESEND = 1.0
# No progress for this long is an error (seconds).
PATIENCE = 30.0
# From Linux include/uapi/asm-generic/socket.h; Python has no name for it.
SO_RCVBUFFORCE = 33


def listener(kind, port):
    """A socket for both families; the large buffer holds a whole chunk of datagrams."""
    sock = socket.socket(socket.AF_INET6, kind)
    sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, 1 << 22)
    sock.setblocking(False)
    sock.bind(("::", port))
    if kind == socket.SOCK_STREAM:
        sock.listen(1024)
    return sock


def echo_datagrams(sock):
    try:
        while True:
            data, sender = sock.recvfrom(65536)
            sock.sendto(data, sender)
    except BlockingIOError:
        pass


def echo_stream(sock):
    """False when the connection is over."""
    try:
        data = sock.recv(65536)
        if data:
            sock.sendall(data)
        return len(data) > 0
    except BlockingIOError:
        return True
    except OSError:
        return False


def serve():
    datagrams = listener(socket.SOCK_DGRAM, 5000)
    listeners = {sock.fileno(): sock for sock in (listener(socket.SOCK_STREAM, port) for port in (5000, 21))}
    streams = {}
    poll = select.epoll()
    for fd in [datagrams.fileno(), *listeners]:
        poll.register(fd, select.EPOLLIN)
    print('{"open": 0}', flush=True)
    while True:
        for fd, _ in poll.poll():
            if fd == datagrams.fileno():
                echo_datagrams(datagrams)
            elif fd in listeners:
                stream, _ = listeners[fd].accept()
                stream.setblocking(False)
                streams[stream.fileno()] = stream
                poll.register(stream.fileno(), select.EPOLLIN)
            elif not echo_stream(streams[fd]):
                poll.unregister(fd)
                streams.pop(fd).close()


class Connections:
    """The connections of one client, in named groups."""

    def __init__(self):
        self.groups = {}
        self.poll = select.epoll()

    def open(self, group, proto, to, port, count):
        kind = socket.SOCK_DGRAM if proto == "udp" else socket.SOCK_STREAM
        family = socket.AF_INET6 if ":" in to else socket.AF_INET
        made = []
        for start in range(0, count, CHUNK):
            chunk = [socket.socket(family, kind) for _ in range(min(CHUNK, count - start))]
            for sock in chunk:
                sock.setblocking(False)
                sock.connect_ex((to, port))
                self.poll.register(sock.fileno(), 0)
            self.wait_connected(chunk)
            made += chunk
        self.groups.setdefault(group, []).extend(made)
        return len(self.groups[group])

    def wait_connected(self, chunk):
        """A datagram socket is connected at once; a stream is when it becomes writable without an error."""
        waiting = {sock.fileno(): sock for sock in chunk}
        for fd in waiting:
            self.poll.modify(fd, select.EPOLLOUT)
        last = time.monotonic()
        while waiting:
            for fd, _ in self.poll.poll(0.1):
                error = waiting[fd].getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
                if error:
                    raise OSError(error, "connect failed")
                self.poll.modify(fd, 0)
                del waiting[fd]
                last = time.monotonic()
            if time.monotonic() - last > PATIENCE:
                raise TimeoutError(f"{len(waiting)} connections were not established")

    def send(self, group, bytes, rounds=1):
        socks = self.groups.get(group, [])
        for _ in range(rounds):
            for start in range(0, len(socks), CHUNK):
                self.exchange(socks[start:start + CHUNK], b"x" * bytes)
        return len(socks)

    def stream(self, group, bytes):
        # A slow guest has other work to do between two rounds.
        while not select.select([sys.stdin], [], [], 0.05)[0]:
            self.send(group, bytes)
        return len(self.groups.get(group, []))

    def rest(self):
        return 0

    def exchange(self, chunk, payload):
        """Sends the payload on each connection and waits until each has echoed it."""
        missing = {sock.fileno(): [sock, len(payload)] for sock in chunk}
        for fd, (sock, _) in missing.items():
            self.poll.modify(fd, select.EPOLLIN)
            sock.send(payload)
        last = sent = time.monotonic()
        while missing:
            for fd, _ in self.poll.poll(0.1):
                self.receive(fd, missing)
                last = time.monotonic()
            if time.monotonic() - last > PATIENCE:
                raise TimeoutError(f"{len(missing)} connections got no echo")
            if time.monotonic() - max(last, sent) > RESEND:
                sent = time.monotonic()
                for sock, _ in missing.values():
                    if sock.type == socket.SOCK_DGRAM:
                        sock.send(payload)

    def receive(self, fd, missing):
        sock, left = missing[fd]
        left -= len(sock.recv(65536))
        missing[fd][1] = left
        if left <= 0:
            del missing[fd]
            self.poll.modify(fd, 0)

    def close(self, group, count):
        socks = self.groups.get(group, [])
        self.groups[group] = socks[count:]
        for sock in socks[:count]:
            sock.close()
        return len(self.groups[group])

    def abort(self):
        """A reset leaves nothing behind that would still talk to the network."""
        for sock in (sock for socks in self.groups.values() for sock in socks):
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            sock.close()
        self.groups = {}
        return 0


def command():
    connections = Connections()
    print('{"open": 0}', flush=True)
    for line in sys.stdin:
        arguments = json.loads(line)
        operation = getattr(connections, arguments.pop("op"))
        try:
            answer = {"open": operation(**arguments)}
        except OSError as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


resource.setrlimit(resource.RLIMIT_NOFILE, (65536, 65536))
serve() if sys.argv[1] == "server" else command()
