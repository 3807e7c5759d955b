/**
 * Draws only when the value changes, so that a poll takes nobody's focus or scroll position. `keyOf` gives what tells values apart, as far as JSON
 * holds it; by default the value itself.
 */
export function onChange<T>(
	draw: (value: T) => void,
	keyOf: (value: T) => unknown = (value) => value
): (value: T) => void {
	let drawn: string | null = null;
	return (value) => {
		const key = JSON.stringify(keyOf(value));
		if (key === drawn) return;
		drawn = key;
		draw(value);
	};
}
