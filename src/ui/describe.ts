/** Ties the description of each option of a LuCI form to its control: LuCI ties it to nothing, and a screen reader leaves it out. */
export function tieDescriptions(drawn: HTMLElement): void {
	for (const description of drawn.querySelectorAll('.cbi-value-description')) {
		const control = description.parentElement?.querySelector(':is(input, select):not([type=hidden])');
		if (!control) continue;
		description.id ||= `nft-offload-description-${++count}`;
		control.setAttribute('aria-describedby', description.id);
	}
}

let count = 0;
