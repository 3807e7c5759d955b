'use strict';
const d = 200;
const e = {
'No such file or directory': 'missing',
'Not a directory': 'missing',
'Invalid argument': 'missing',
'Protocol not supported': 'missing',
'Not supported': 'missing',
'Operation not supported': 'missing',
'Address family not supported by protocol': 'missing',
'Permission denied': 'denied',
'Operation not permitted': 'denied',
'No buffer space available': 'overrun',
'Interrupted system call': 'overrun',
'Resource temporarily unavailable': 'timeout'
};
function reason(a, b) {
return { code: a, text: substr(b, 0, d) };
}
function reason_of_error(b, a) {
return reason(e[a ?? ''] ?? 'failed', `${b}: ${a ?? 'unknown error'}`);
}
function known_reasons(f) {
const a = {};
for (let b in f) {
const c = f[b];
if (c != null) a[b] = c;
}
return a;
}
export { known_reasons, reason, reason_of_error };
