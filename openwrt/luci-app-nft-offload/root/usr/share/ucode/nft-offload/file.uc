'use strict';
import { access, error, open } from 'fs';
import { reason_of_error } from 'nft-offload.reason';
function open_file(b) {
const a = open(b, 'r');
if (a != null) return { file: a, reason: null };
return { file: a, reason: reason_of_error(b, access(b) == null ? error() : null) };
}
export { open_file };
