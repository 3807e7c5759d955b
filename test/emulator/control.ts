/** /__emulator/*: what tests and the switcher change about the router from outside. */
import { formValue, json, plain, type Reply, type Request, redirect } from './http/message.ts';
import { isScenario, SCENARIOS, type ScenarioName } from './scenarios.ts';

export const CONTROL = '/__emulator/';

export interface Controls {
	scenario(): ScenarioName;
	setScenario(name: ScenarioName): void;
	advance(milliseconds: number): void;
	expireSessions(): void;
	reloadRpcd(): void;
	reboot(): void;
}

/** Arguments come as JSON or as a form; a form is answered by going back to the page it was on. */
export function control(controls: Controls, request: Request): Reply {
	const action = request.path.slice(CONTROL.length);
	if (request.method === 'GET' && action === 'state')
		return json(JSON.stringify({ scenario: controls.scenario(), scenarios: Object.keys(SCENARIOS) }));
	if (request.method !== 'POST') return plain(405, 'Method Not Allowed');
	// No other web site may play with it.
	const { origin, host } = request.headers;
	if (origin !== undefined && new URL(origin).host !== host) return plain(403, 'Forbidden');
	const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
	const args = isForm ? { name: formValue(request, 'name') } : JSON.parse(request.body || '{}');
	if (!perform(controls, action, args)) return plain(400, 'Bad Request');
	return isForm ? redirect(request.headers.referer ?? '/') : json('{}');
}

function perform(controls: Controls, action: string, args: Record<string, unknown>): boolean {
	if (action === 'scenario' && typeof args.name === 'string' && isScenario(args.name))
		controls.setScenario(args.name);
	else if (action === 'advance' && typeof args.ms === 'number') controls.advance(args.ms);
	else if (action === 'expire-sessions') controls.expireSessions();
	else if (action === 'reload-rpcd') controls.reloadRpcd();
	else if (action === 'reboot') controls.reboot();
	else return false;
	return true;
}
