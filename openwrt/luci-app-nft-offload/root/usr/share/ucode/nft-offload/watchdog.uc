'use strict';
import { run } from 'nft-offload.command';
const b = '/usr/libexec/nft-offload';
function start_watchdog(e, f, g) {
const c = int(g / 1000) + 1;
const d = '</dev/null >/dev/null';
const a = run(`start-stop-daemon -S -b -x ${b}/${e} -- ${f} ${c} ${d}`);
return a.reason == null ? null : a.reason.text;
}
export { start_watchdog };
