/** The size of what is pressed, as WCAG 2.2 (2.5.8) asks for it: 24 by 24 pixels, or as much room around the middle. */
import type { Page } from 'puppeteer';

interface Target {
	words: string;
	left: number;
	top: number;
	right: number;
	bottom: number;
}

const SIZE = 24;
const CONTROLS = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=slider], .btn';
/** A link within a sentence is as high as its line. */
const INLINE = 'p a, li a';

/** What is too small and has another target too near, with its size. A label around a control belongs to it. */
export async function tightTargets(page: Page, selector = '#view'): Promise<string[]> {
	const targets = await page.$$eval(`${selector} :is(${CONTROLS}):not(${INLINE})`, (controls) =>
		controls
			.filter((control) => control.checkVisibility())
			.map((control) => {
				const label = control.closest('label');
				const { left, top, right, bottom } = (label ?? control).getBoundingClientRect();
				const words = (label ?? control).textContent || control.id || control.className;
				return { words, left, top, right, bottom };
			})
	);
	if (targets.length === 0) throw new Error(`${selector} has nothing to press`);
	const small = targets.filter(isSmall);
	return small
		.filter((one) => targets.some((other) => other !== one && distance(one, other) < SIZE / 2))
		.map(({ words, left, top, right, bottom }) => `${words}: ${right - left} by ${bottom - top}`);
}

function isSmall({ left, top, right, bottom }: Target): boolean {
	return right - left < SIZE || bottom - top < SIZE;
}

/** From the middle of a small target to the edge of another one; of another small one, to the circle around its middle. */
function distance(small: Target, other: Target): number {
	const [x, y] = middle(small);
	const edge = Math.hypot(
		Math.max(other.left - x, 0, x - other.right),
		Math.max(other.top - y, 0, y - other.bottom)
	);
	if (!isSmall(other)) return edge;
	const [otherX, otherY] = middle(other);
	return Math.min(edge, Math.hypot(otherX - x, otherY - y) - SIZE / 2);
}

function middle({ left, top, right, bottom }: Target): [number, number] {
	return [(left + right) / 2, (top + bottom) / 2];
}
