/**
 * Makes `wanted` the children of `parent`, in that order, and moves as little as possible: an element that is moved loses its focus,
 * so the one that holds it stays where it is and the others are put around it.
 */
export function arrange(parent: Element, wanted: Element[]): void {
	const wantedSet = new Set(wanted);
	for (const child of [...parent.children]) if (!wantedSet.has(child)) child.remove();
	const fixed = Math.max(
		0,
		wanted.findIndex(
			(element) => element.parentElement === parent && element.contains(document.activeElement)
		)
	);
	const anchor = wanted[fixed];
	if (!anchor) return;
	if (anchor.parentElement !== parent) parent.append(anchor);
	let next: Element = anchor;
	for (const element of wanted.slice(0, fixed).reverse()) {
		if (next.previousElementSibling !== element) next.before(element);
		next = element;
	}
	let last: Element = anchor;
	for (const element of wanted.slice(fixed + 1)) {
		if (last.nextElementSibling !== element) last.after(element);
		last = element;
	}
}
