"""Both ends of the conformance matrix in one process, which goes from network namespace to network namespace.

It reads one JSON command a line and answers each with one JSON line; threads of it serve.
  {"op": "options", "namespace": N, "options": {PATH below /proc/sys: VALUE}}
  {"op": "sessions", "sessions": [...]}       PPP sessions without any daemon, named pppUNIT at both ends; ends that are up stay.
                                              Over PPPoE between ends with "device" and "mac", over L2TP between those with "address"
  {"op": "hang_up", "unit": U}                the router's end of a session
  {"op": "serve", "namespace": N}             answers connections to TCP port 5001
  {"op": "open", "name": K, "namespace": N, "to": ADDRESS}
  {"op": "transfer", "name": K, "direction": "download" | "upload", "bytes": B, "device": D}
  {"op": "close"}                             all connections, with a reset
A transfer answers with what the router's IP stack and its device D counted meanwhile.
"""
import ctypes
import fcntl
import json
import os
import socket
import struct
import sys
import threading

PORT = 5001
CHUNK = 1 << 16
# Seconds without progress after which a transfer has failed.
PATIENCE = 30
ROUTER = "gateway"

# Linux include/uapi/linux/sched.h, if_pppox.h, if_pppol2tp.h, ppp-ioctl.h; Python has no names for them.
CLONE_NEWNET = 0x40000000
AF_PPPOX = 24
PX_PROTO_OL2TP = 1
L2TP_PORT = 1701
PPPIOCGCHAN = 0x80047437
PPPIOCATTCHAN = 0x40047438
PPPIOCCONNECT = 0x4004743A
PPPIOCNEWUNIT = 0xC004743E

libc = ctypes.CDLL(None, use_errno=True)


def enter(namespace):
    """Moves this thread into a namespace: the sockets that it makes from now on are there."""
    with open(f"/run/netns/{namespace}") as file:
        if libc.setns(file.fileno(), CLONE_NEWNET) != 0:
            raise OSError(ctypes.get_errno(), f"setns {namespace}")


def connect(sock, address):
    """To an address of a family that Python does not know."""
    if libc.connect(sock.fileno(), address, len(address)) != 0:
        raise OSError(ctypes.get_errno(), f"connect to {address}")


class Sessions:
    """PPP sessions end with the files that hold them."""

    def __init__(self):
        self.files = {}
        self.tunnels = []

    def bring_up(self, unit, gateway, internet):
        for namespace, own, peer in (("gateway", gateway, internet), ("internet", internet, gateway)):
            if (namespace, unit) not in self.files:
                enter(namespace)
                self.files[namespace, unit] = self.end(unit, own, peer)

    def hang_up(self, unit):
        sock, *files = self.files.pop((ROUTER, unit))
        for file in reversed(files):
            os.close(file)
        sock.close()

    def end(self, unit, own, peer):
        sock = self.l2tp(unit, own, peer) if "address" in own else self.pppoe(unit, own, peer)
        index = struct.unpack("i", fcntl.ioctl(sock, PPPIOCGCHAN, b"\0" * 4))[0]
        channel = os.open("/dev/ppp", os.O_RDWR)
        fcntl.ioctl(channel, PPPIOCATTCHAN, struct.pack("i", index))
        interface = os.open("/dev/ppp", os.O_RDWR)
        fcntl.ioctl(interface, PPPIOCNEWUNIT, struct.pack("i", unit))
        fcntl.ioctl(channel, PPPIOCCONNECT, struct.pack("i", unit))
        return sock, channel, interface

    def pppoe(self, unit, own, peer):
        sock = socket.socket(AF_PPPOX, socket.SOCK_STREAM, 0)
        mac = bytes.fromhex(peer["mac"].replace(":", ""))
        connect(sock, struct.pack("=HIH6s16s", AF_PPPOX, 0, socket.htons(unit), mac, own["device"].encode()))
        return sock

    def l2tp(self, unit, own, peer):
        """Session 0 stands for the tunnel itself. Both ends count alike."""
        wire = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        wire.bind((own["address"], L2TP_PORT))
        wire.connect((peer["address"], L2TP_PORT))
        tunnel, session = (socket.socket(AF_PPPOX, socket.SOCK_DGRAM, PX_PROTO_OL2TP) for _ in range(2))
        for sock, number in ((tunnel, 0), (session, unit)):
            ends = (unit, number, unit, number)
            connect(sock, struct.pack("=HIiI16x4H", AF_PPPOX, PX_PROTO_OL2TP, 0, wire.fileno(), *ends))
        self.tunnels += [wire, tunnel]
        return session


def serve(namespace):
    enter(namespace)
    listener = socket.create_server(("::", PORT), family=socket.AF_INET6, dualstack_ipv6=True, backlog=64)
    while True:
        stream, _ = listener.accept()
        threading.Thread(target=answer, args=(stream,), daemon=True).start()


def answer(stream):
    """Requests of nine bytes: what to do, and with how many bytes."""
    try:
        while request := receive(stream, 9):
            direction, size = struct.unpack("!cQ", request)
            if direction == b"d":
                send(stream, size)
            else:
                drain(stream, size)
                stream.sendall(b".")
    except OSError:
        pass
    stream.close()


def send(stream, size):
    payload = b"x" * CHUNK
    while size > 0:
        size -= stream.send(payload[:size])


def drain(stream, size):
    while size > 0:
        data = stream.recv(min(size, CHUNK))
        if not data:
            raise ConnectionError("the connection ended")
        size -= len(data)


def receive(stream, size):
    """So many bytes, or nothing at the end of the connection."""
    data = b""
    while len(data) < size:
        more = stream.recv(size - len(data))
        if not more:
            return b""
        data += more
    return data


def pairs(path):
    """/proc/net/netstat: a line of names, then a line of values, each with the group's name in front."""
    with open(path) as file:
        lines = file.read().splitlines()
    for names, values in zip(lines[::2], lines[1::2]):
        group = names.split(":")[0]
        for name, value in zip(names.split()[1:], values.split()[1:]):
            yield group + name, int(value)


def counters(device):
    """What the IP stack of the router received for each family, and the device's packets and bytes."""
    with open("/proc/net/snmp6") as file:
        received6 = next(int(line.split()[1]) for line in file if line.startswith("Ip6InOctets "))
    with open("/proc/net/dev") as file:
        fields = next(line.split(":")[1].split() for line in file if line.strip().startswith(device + ":"))
    return {
        "ipv4": dict(pairs("/proc/net/netstat"))["IpExtInOctets"],
        "ipv6": received6,
        "device": int(fields[0]) + int(fields[8]),
        "packets": int(fields[1]) + int(fields[9]),
    }


class Commands:
    def __init__(self):
        self.held = Sessions()
        self.streams = {}

    def options(self, namespace, options):
        enter(namespace)
        for path, value in options.items():
            with open(f"/proc/sys/{path}", "w") as file:
                file.write(str(value))

    def sessions(self, sessions):
        for session in sessions:
            self.held.bring_up(**session)

    def hang_up(self, unit):
        self.held.hang_up(unit)

    def serve(self, namespace):
        threading.Thread(target=serve, args=(namespace,), daemon=True).start()

    def open(self, name, namespace, to):
        enter(namespace)
        stream = socket.create_connection((to, PORT), PATIENCE)
        stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.streams[name] = stream
        # The kernel offloads a connection with its first packet that finds it established.
        for direction in "dudu":
            self.exchange(stream, direction, 100)

    def transfer(self, name, direction, bytes, device):
        enter(ROUTER)
        before = counters(device)
        self.exchange(self.streams[name], direction[0], bytes)
        after = counters(device)
        return {key: after[key] - before[key] for key in after}

    def exchange(self, stream, direction, size):
        stream.sendall(struct.pack("!cQ", direction.encode(), size))
        if direction == "d":
            drain(stream, size)
        else:
            send(stream, size)
            drain(stream, 1)

    def close(self):
        for stream in self.streams.values():
            stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            stream.close()
        self.streams = {}


def main():
    commands = Commands()
    print("{}", flush=True)
    for line in sys.stdin:
        arguments = json.loads(line)
        operation = getattr(commands, arguments.pop("op"))
        try:
            result = {"result": operation(**arguments)}
        except (OSError, StopIteration) as error:
            result = {"error": f"{arguments}: {type(error).__name__}: {error}"}
        print(json.dumps(result), flush=True)


main()
