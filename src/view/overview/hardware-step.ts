import uci from 'luci/uci';
import type { Evidence } from '../../model/diagnosis/evidence.ts';
import * as model from '../../model/index.ts';

/** Hides the checkbox for hardware while it stands on LuCI's form (ui/style.ts). */
const FIRST_STEP = 'nft-offload-first-step';

/** The second step: hardware offloading costs something, so it is offered when software is proven, or to who insists. */
export interface HardwareStep {
	/** Says so while it is not offered. */
	readonly element: HTMLElement;
	update(evidence: Evidence): void;
}

/**
 * `form`: the element of the settings, drawn. `tickSoftware`: takes the first step, without which LuCI hides the second one. What is
 * offered once stays so until the page is loaded anew.
 */
export function hardwareStep(form: HTMLElement, tickSoftware: () => void): HardwareStep {
	const offer = () => {
		element.hidden = true;
		form.classList.remove(FIRST_STEP);
	};
	const insist = () => {
		offer();
		tickSoftware();
		// What it costs, in the section of the conflicts.
		document.querySelector('#nft-offload-conflicts details')?.setAttribute('open', '');
	};
	const element = E('p', { id: 'nft-offload-second-step' }, [
		_(
			'Hardware offloading is the second step. It costs something, and is offered here when software offloading has proved to work.'
		),
		' ',
		E('button', { class: 'btn cbi-button', click: insist }, [_('Offer it now')]),
	]);
	form.classList.add(FIRST_STEP);
	const stored = model.isOn(uci.get('firewall', '@defaults[0]', 'flow_offloading_hw'));
	const hasBox = form.querySelector('[data-name="flow_offloading_hw"]') !== null;
	if (stored || !hasBox || !L.hasViewPermission()) offer();
	return {
		element,
		update(evidence) {
			if (!element.hidden && isDue(evidence)) offer();
		},
	};
}

/** Software is proven, or hardware was switched on elsewhere meanwhile. */
function isDue(evidence: Evidence): boolean {
	if (evidence.status?.requested?.flow_offloading_hw) return true;
	return model.judgeRouter(evidence).rungs.every(({ state }) => state === 'reached');
}
