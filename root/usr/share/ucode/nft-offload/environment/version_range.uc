'use strict';

/**
 * @param {string} text
 * @returns {number[]}
 */
function numbers_of(text) {
	return map(split(text, '.'), (part) => int(part));
}

/**
 * @param {number[]} a
 * @param {number[]} b
 * @returns {boolean} whether the first version is before the second: 6.6 is before 6.12, and a number that is missing is 0
 */
function is_before(a, b) {
	for (let place = 0; place < max(length(a), length(b)); place++) {
		const difference = (a[place] ?? 0) - (b[place] ?? 0);
		if (difference != 0) return difference < 0;
	}
	return false;
}

/**
 * @param {?string} version  of the kernel, such as '6.12.94' or '6.12.94-x'
 * @param {{ from: string, until: string }[]} ranges  from: the first version. until: the first after it
 * @returns {boolean} what is unknown is in none
 */
function is_within(version, ranges) {
	const numbers = numbers_of(version ?? '');
	// int() gives NaN where there is no number, which alone differs from itself.
	if (numbers[0] != numbers[0]) return false;
	for (let range in ranges)
		if (!is_before(numbers, numbers_of(range.from)) && is_before(numbers, numbers_of(range.until)))
			return true;
	return false;
}

export { is_within };
