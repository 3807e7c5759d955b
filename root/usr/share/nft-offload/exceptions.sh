# Sourced by firewall4 after every start and reload, while there are exceptions from offloading (config nft-offload). Prints nothing.
# firewall4 waits two seconds at most; a router that is slower, as at boot, tries again when firewall4 has released its lock. It does not
# hold the lock meanwhile, as the next reload would wait for it: a rule that a reload has replaced makes nft reject the old transaction.
# Whatever fails, firewall4's own ruleset stays as it is, and the page tells why.

# nft_offload_run SECONDS ARGUMENT...: runs our program, and ends it after so many seconds.
nft_offload_run() {
	local limit=$1
	shift
	/usr/libexec/nft-offload/exceptions "$@" 9>&- &
	p=$!
	(trap '[ $! = $p ] || kill $!; exit' TERM; sleep "$limit" & wait $! && kill -9 $p) &
	g=$!
	wait $p
	r=$?
	kill $g
	wait $g
	return $r
}

nft_offload_exceptions() {
	echo 'the load did not finish in time' >/var/run/nft-offload.exceptions
	nft_offload_run 2 load
	[ $? = 137 ] || return
	(
		exec 9>/var/run/fw4.lock
		flock -x 9
		exec 9>&-
		nft_offload_run 20 load 5
	) &
}

# In a shell of its own, so that a second try keeps no file of the caller open.
(nft_offload_exceptions) </dev/null >/dev/null 2>&1
true
