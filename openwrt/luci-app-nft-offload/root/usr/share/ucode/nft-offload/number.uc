'use strict';
const MOST = 9007199254740991;
function from_halves(a, b) {
return a > 0x1fffff ? MOST : a * 4294967296 + b;
}
function from_digits(e) {
const a = split(e ?? '', ' ', 2)[0];
const b = int(a);
if (b >= 0 && `${b}` == a) return min(b, MOST);
const c = length(a);
if (c < 17 || c > 20 || substr(a, 0, 1) == '0') return null;
const d = [from_digits(substr(a, 0, 9)), from_digits('1' + substr(a, 9))];
return d[0] == null || d[1] == null ? null : MOST;
}
function add(a, b) {
return min(a + b, MOST);
}
export { MOST, add, from_digits, from_halves };
