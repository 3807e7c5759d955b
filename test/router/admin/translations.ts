/** admin/translations/LANG: the table that `_()` looks into. */

import type { Reply } from '../http/message.ts';
import { fileReply } from '../http/static.ts';

export function translations(_lang: string): Reply {
	return fileReply('translations.js', 'window.TR={};');
}
