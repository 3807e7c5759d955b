'use strict';
import { cursor, error } from 'uci';
import { reason } from 'nft-offload.reason';
const CONFIG = '/etc/config/firewall';
const c = { 'Entry not found': 'missing', 'Parse error': 'garbled' };
function is_true(a) {
return a == '1' || a == 'on' || a == 'true' || a == 'yes';
}
function is_false(a) {
return a == '0' || a == 'off' || a == 'false' || a == 'no';
}
function load_firewall(d) {
const a = cursor();
if (a != null && a.load(d)) return { config: a, reason: null };
const b = error() ?? 'unknown error';
return { config: null, reason: reason(c[b] ?? 'failed', `${CONFIG}: ${b}`) };
}
function read_options(b) {
const a = b.get_all('firewall', '@defaults[0]') ?? {};
return {
flow_offloading: is_true(a.flow_offloading),
flow_offloading_hw: is_true(a.flow_offloading_hw)
};
}
function read_waiting(d) {
const a = load_firewall('firewall');
if (a.config == null) return { waiting: null, reason: a.reason };
const b = read_options(a.config);
const e =
b.flow_offloading == d.flow_offloading &&
b.flow_offloading_hw == d.flow_offloading_hw;
return { waiting: e ? null : b, reason: null };
}
function f(a) {
const b = trim(type(a) == 'array' ? join(' ',  (a)) : `${a ?? ''}`);
return b == '' ? [] : split(b, /[ \t]+/);
}
function read_zones(d) {
const b = [];
d.foreach('firewall', 'zone', (a) => {
if (a.name == null || is_false(a.enabled)) return;
push(b, {
name: `${a.name}`,
masq: is_true(a.masq),
networks: f(a.network)
});
});
return b;
}
function read_forwardings(d) {
const b = [];
d.foreach('firewall', 'forwarding', (a) => {
if (a.src == null || a.dest == null || is_false(a.enabled)) return;
push(b, { src: `${a.src}`, dest: `${a.dest}` });
});
return b;
}
export { CONFIG, is_false, is_true, load_firewall, read_forwardings, read_options, read_waiting, read_zones };
