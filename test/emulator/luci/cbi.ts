/** cbi.js: translation and formatting, loaded before everything else. */
import { format } from './format.ts';
import { translate, translatePlural } from './translate.ts';

Object.assign(window, { _: translate, N_: translatePlural });
String.prototype.format = function (this: string, ...values) {
	return format(String(this), values);
};
