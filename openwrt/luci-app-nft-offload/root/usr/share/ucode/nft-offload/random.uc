'use strict';
import { readfile } from 'fs';
const a = 8;
function random_token() {
const b = readfile('/dev/urandom', a);
if (b == null || length(b) != a) return null;
let d = '';
for (let c = 0; c < a; c++) d += sprintf('%02x', ord(b, c));
return d;
}
function is_token(b) {
return type(b) == 'string' && !!match( (b), /^[0-9a-f]{16}$/);
}
export { is_token, random_token };
