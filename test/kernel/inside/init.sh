#!/bin/busybox sh
# The guest's first process. It mounts the host's files read-only, lays a writable layer of memory over them, and runs the
# given program there. So the guest has every tool of the host, and nothing that it writes reaches the host.
# /program.sh and /modules come with this file; the program's output goes to the virtio port, the kernel's to the serial line.

PATH=/bin
export PATH
/bin/busybox mkdir -p /proc /sys /dev /host /memory /new
/bin/busybox --install -s /bin

give_up() {
	echo "init: $1"
	reboot -f
}

mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
for module in /modules/*.ko; do
	insmod "$module" || give_up "cannot load $module"
done

mount -t 9p -o ro,trans=virtio,version=9p2000.L,msize=512000,cache=loose host /host || give_up 'no share of the host'
mount -t tmpfs memory /memory
mkdir /memory/upper /memory/work
mount -t overlay -o lowerdir=/host,upperdir=/memory/upper,workdir=/memory/work overlay /new || give_up 'no writable layer'
mount --move /proc /new/proc
mount --move /sys /new/sys
# Bound, not moved: the watchdog below opens /dev/null by its old name.
mount --bind /dev /new/dev
mount -t tmpfs run /new/run
cp /program.sh /bin/busybox /new/run/

port=
for name in /new/sys/class/virtio-ports/*/name; do
	if [ "$(cat "$name")" = harness ]; then port=$(basename "$(dirname "$name")"); fi
done
[ -n "$port" ] || give_up 'no virtio port'
exec </new/dev/null >"/new/dev/$port" 2>&1

# HARNESS_LIMIT (seconds) comes on the kernel's command line: a guest whose work hangs says what it can and ends.
(
	sleep "$HARNESS_LIMIT"
	echo '# the guest hangs; its ruleset:'
	chroot /new /usr/sbin/nft --terse list ruleset | sed 's/^/#   /'
	reboot -f
) &

echo 'guest: up'
chroot /new /bin/sh /run/program.sh
echo "guest: exit $?"
reboot -f
