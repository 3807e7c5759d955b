# Sourced by firewall4 after every start and reload, while there are exceptions from offloading (config nft-offload). Prints nothing, and
# takes two seconds at most: firewall4 waits, and holds its lock. Whatever fails, firewall4's own ruleset stays as it is.

nft_offload_exceptions() {
	/usr/libexec/nft-offload/exceptions load &
	p=$!
	(trap '[ $! = $p ] || kill $!; exit' TERM; sleep 2 & wait $! && kill -9 $p) &
	g=$!
	wait $p
	kill $g
	wait $g
}

nft_offload_exceptions </dev/null >/dev/null 2>&1
# What went wrong is told by the page.
true
