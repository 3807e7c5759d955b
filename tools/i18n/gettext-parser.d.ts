/** What is used of gettext-parser (https://github.com/smhg/gettext-parser), which brings no types of its own. */
declare module 'gettext-parser' {
	export interface GetTextComments {
		translator?: string;
		reference?: string;
		extracted?: string;
		flag?: string;
	}

	export interface GetTextTranslation {
		msgctxt?: string;
		msgid: string;
		msgid_plural?: string;
		msgstr: string[];
		comments?: GetTextComments;
	}

	export interface GetTextTranslations {
		charset: string;
		headers: Record<string, string>;
		/** By context ('' for none) and msgid. */
		translations: Record<string, Record<string, GetTextTranslation>>;
	}

	export const po: {
		parse(text: string | Uint8Array): GetTextTranslations;
		compile(
			catalog: GetTextTranslations,
			options?: {
				foldLength?: number;
				sort?: boolean | ((a: GetTextTranslation, b: GetTextTranslation) => number);
			}
		): Buffer;
	};
}
