"""Carries the packets of a tun device over UDP, as OpenVPN does: python3 carrier.py DEVICE PEER

It runs in the namespace of the device, which exists already, reads one JSON command a line and answers each with one JSON line:
  {"merging": BOOLEAN}     whether the kernel joins the packets that it gets from here, as it does with those of a network card
It ends with its input.
"""
import fcntl
import json
import os
import select
import socket
import struct
import sys

PORT = 1194
BUFFER = 4 << 20
LARGEST = 1 << 16

# Linux include/uapi/linux/if_tun.h and asm-generic/socket.h; Python has no names for them.
TUNSETIFF = 0x400454CA
IFF_TUN = 0x0001
IFF_NAPI = 0x0010
IFF_NO_PI = 0x1000
SO_RCVBUFFORCE = 33


def attach(device, flags):
    tun = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(tun, TUNSETIFF, struct.pack("16sH22x", device.encode(), IFF_TUN | IFF_NO_PI | flags))
    return tun


def packets_of(read):
    """What can be read without waiting."""
    try:
        while packet := read():
            yield packet
    except BlockingIOError:
        pass


def send(wire, packet, peer):
    try:
        wire.sendto(packet, (peer, PORT))
    except OSError:
        pass  # Lost, as on any wire. At first neither end has an address.


def carry(device, wire, peer):
    tun = attach(device, 0)
    print("{}", flush=True)
    while True:
        ready, _, _ = select.select([tun, wire, sys.stdin], [], [])
        for packet in packets_of(lambda: os.read(tun, LARGEST)):
            send(wire, packet, peer)
        for packet in packets_of(lambda: wire.recv(LARGEST)):
            os.write(tun, packet)
        if sys.stdin in ready:
            command = sys.stdin.readline()
            if not command:
                return
            os.close(tun)
            tun = attach(device, IFF_NAPI if json.loads(command)["merging"] else 0)
            print("{}", flush=True)


def main():
    device, peer = sys.argv[1:]
    wire = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    wire.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, BUFFER)
    wire.bind(("", PORT))
    wire.setblocking(False)
    carry(device, wire, peer)


main()
