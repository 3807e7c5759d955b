/** The bar on top of every page that says that this is no real router and changes its scenario. */
import { SCENARIOS, type Scenario, type ScenarioName } from '../scenarios.ts';
import { type Html, markup } from './html.ts';

export function switcher(current: ScenarioName): Html {
	const [plain, faults] = [undefined, 'Faults'].map((group) =>
		Object.entries<Scenario>(SCENARIOS)
			.filter(([, scenario]) => scenario.group === group)
			.map(
				([name, { title }]) =>
					markup`<option value="${name}"${name === current ? markup` selected` : ''}>${title}</option>`
			)
	);
	return markup`<aside class="emulator-bar" aria-label="Emulated router"><style>
.emulator-bar{display:flex;box-sizing:border-box;width:100%;contain:inline-size;flex-wrap:wrap;gap:.25em 1em;align-items:center;padding:.3em 1em;background:#4a2d6b;color:#fff;font:14px/1.6 sans-serif}
.emulator-bar form{display:flex;min-width:0;max-width:100%;flex-wrap:wrap;gap:.25em .5em;align-items:center;margin:0}
.emulator-bar label{display:inline;width:auto;float:none;padding:0;color:#fff;font-weight:normal}
.emulator-bar select,.emulator-bar button{width:auto;min-width:0!important;max-width:100%;height:auto;margin:0;padding:.15em .5em;font:inherit;color:#000;background:#fff;border:1px solid #999;border-radius:3px}
@media (max-width:600px){.emulator-bar{padding:.2em .5em}.emulator-bar strong{display:none}.emulator-bar form{flex-wrap:nowrap}}
</style><strong>Emulated router</strong>
<form method="post" action="/__emulator/scenario"><label for="emulator-scenario">Scenario</label>
<select id="emulator-scenario" name="name" onchange="this.form.submit()">${plain}<optgroup label="Faults">${faults}</optgroup></select>
<noscript><button>Switch</button></noscript></form></aside>`;
}
