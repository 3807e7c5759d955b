/**
 * Expressions of ucode and what they give as JSON, tried on ucode of OpenWrt 24.10, 25.12 and main. Double quotes around
 * text with escapes; `%` stands for itself.
 */
export const VECTORS: [expression: string, json: string][] = [
	// Missing values
	[
		'[split(null, ","), length(null), substr(null, 1), index(null, "a"), trim(null), keys(null)]',
		'[ null, null, null, null, null, null ]',
	],
	[
		'[match(null, /a/), replace(null, "a", "b"), ord(null), pop(null), push(null, 1), join(",", null)]',
		'[ null, null, null, null, null, null ]',
	],
	[
		'[sort(null), map(null, (x) => x), type(null), exists(null, "a"), int(null), min(), max()]',
		'[ null, null, null, false, 0, null, null ]',
	],
	[
		'[length(5), split("x", null), index("abc", null), index({}, "a"), keys([1])]',
		'[ null, null, -1, null, null ]',
	],
	['[{}.a, [][3], {}.a == null, null == 0, "" == null]', '[ null, null, true, false, false ]'],
	// Texts are bytes
	[
		'[length(chr(0x63, 0xc3, 0xa9)), ord(chr(255)), substr(chr(0x63, 0xc3, 0xa9), 1, 1) == chr(0xc3)]',
		'[ 3, 255, true ]',
	],
	['[ord("abc"), ord("abc", 1), ord("abc", -1), ord("", 0), ord("abc", 9)]', '[ 97, 98, 99, null, null ]'],
	[
		'[substr("abc", 1), substr("abc", -2), substr("abc", 1, 1), substr("abc", 5), substr("abc", 0, -1), substr("abc", 1, 0)]',
		'[ "bc", "bc", "b", "", "ab", "" ]',
	],
	[
		'[chr(65, 66), trim(" \\t a b\\r\\n"), index("abc", "c"), index("abc", ""), index("abc", "z")]',
		'[ "AB", "a b", 2, 0, -1 ]',
	],
	['split("a,,b", ",")', '[ "a", "", "b" ]'],
	[
		'[split("", ","), split("abc", ""), split("a:b:c", ":", 2), split("abc", ",")]',
		'[ [ "" ], [ "a", "b", "c" ], [ "a", "b:c" ], [ "abc" ] ]',
	],
	['[split("a  b", /[ ]+/), split(" a b ", /[ ]+/)]', '[ [ "a", "b" ], [ "", "a", "b", "" ] ]'],
	[
		'[replace("a.b.c", ".", "-"), replace("aXbX", /X/, "-"), replace("aXbX", /X/g, "-"), replace("aXb", /(X)/, "[$1$&]")]',
		'[ "a-b-c", "a-bX", "a-b-", "a[XX]b" ]',
	],
	[
		'[match("abcabc", /b(c)/), match("abcabc", /b(c)/g), match("zz", /b/), match("zz", /b/g), match("b", /b(x)?/)]',
		'[ [ "bc", "c" ], [ [ "bc", "c" ], [ "bc", "c" ] ], null, null, [ "b", null ] ]',
	],
	[
		'[match("a\\x00b", /b/), split("a b\\x00c d", / /), replace("a\\x00b", "a", "c"), length(split("a\\x00b", "\\x00"))]',
		'[ null, [ "a", "b" ], "c", 2 ]',
	],
	// Numbers
	[
		'[int("12abc"), int(" 12"), int("-3"), int("0x10"), int("1e3"), int(true), int(5.9), int(-5.9)]',
		'[ 12, 12, -3, 0, 1, 1, 5, -5 ]',
	],
	['[int(""), int("abc"), int([]), int("99999999999999999999")]', '[ "NaN", "NaN", "NaN", "NaN" ]'],
	[
		'[int(7 / 2), 7 % 3, -7 % 3, 2 ** 3, 0xff & 0x0f, 0x10 | 1, 9007199254740991]',
		'[ 3, 1, -1, 8, 15, 17, 9007199254740991 ]',
	],
	[
		'[min(2, 1, 3), max(2, 1, 3), min(9007199254740991 + 9007199254740991, 9007199254740991)]',
		'[ 1, 3, 9007199254740991 ]',
	],
	// Lists and objects
	[
		'[index([1, 2], 2), index([1, 2], 3), length([1, 2]), length({ a: 1 }), join("-", [1, "a", null])]',
		'[ 1, -1, 2, 1, "1-a-null" ]',
	],
	[
		'[push([1], 2, 3), pop([1, 2]), pop([]), sort([10, 9, 1]), sort(["b", "a"]), map([1, 2], (x) => x + 1)]',
		'[ 3, 2, null, [ 1, 9, 10 ], [ "a", "b" ], [ 2, 3 ] ]',
	],
	[
		'[sort([1, 2, 3], (a, b) => b - a), keys({ b: 1, a: 2 }), exists({ a: null }, "a"), exists({}, "toString")]',
		'[ [ 3, 2, 1 ], [ "b", "a" ], true, false ]',
	],
	[
		'[type("a"), type(1), type(1.5), type([]), type({}), type(true), type(() => 1)]',
		'[ "string", "int", "double", "array", "object", "bool", "function" ]',
	],
	[
		'[{ ...{ a: 1 }, b: 2 }, [...[1], 2], { "x y": 1 }, { a: { } }, [[]]]',
		'[ { "a": 1, "b": 2 }, [ 1, 2 ], { "x y": 1 }, { "a": { } }, [ [ ] ] ]',
	],
	// Moments
	[
		'gmtime(1759500000.7)',
		'{ "sec": 0, "min": 0, "hour": 14, "mday": 3, "mon": 10, "year": 2025, "wday": 5, "yday": 276, "isdst": 0 }',
	],
	[
		'gmtime(1709251199)',
		'{ "sec": 59, "min": 59, "hour": 23, "mday": 29, "mon": 2, "year": 2024, "wday": 4, "yday": 60, "isdst": 0 }',
	],
	[
		'gmtime(4102185600)',
		'{ "sec": 0, "min": 0, "hour": 0, "mday": 29, "mon": 12, "year": 2099, "wday": 2, "yday": 363, "isdst": 0 }',
	],
	['gmtime(259200).wday', '7'],
	// Output
	['sprintf("%s|%s|%s|%s", "a", null, 1, [1, "x"])', '"a|(null)|1|[ 1, \\"x\\" ]"'],
	['sprintf("%d|%5d|%-5s|%05d|%x|%%", 12, 7, "b", 7, 255)', '"12|    7|b    |00007|ff|%"'],
	['sprintf("%J", { a: "\\"\\\\/\\n\\t\\x01" })', '"{ \\"a\\": \\"\\\\\\"\\\\\\\\/\\\\n\\\\t\\\\u0001\\" }"'],
	['json("{ \\"a\\": [ 1, true, null, \\"x\\\\u0041\\" ] } ")', '{ "a": [ 1, true, null, "xA" ] }'],
	['[length(json("\\"\\\\u00e9\\"")), length(json("\\"\\\\ud83d\\\\ude80\\""))]', '[ 2, 4 ]'],
];
