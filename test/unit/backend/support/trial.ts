import type { Fault, OffloadOptions } from '../../../../src/rpc/types/index.ts';
import type { Trial, TrialEnd } from '../../../../src/rpc/types/trial.ts';
import { parseConfig, printConfig } from '../../../../tools/uci/parse.ts';
import { WritableRouter } from './writable.ts';

export const FOLDER = '/etc/nft-offload-trial';
export const MARKER = `${FOLDER}/marker`;
export const CONFIG = '/etc/config/firewall';
/** What `applied` writes. */
export const ON = { flow_offloading: true, flow_offloading_hw: true };
export const OFF = { flow_offloading: false, flow_offloading_hw: false };
export const RESTORE = '/usr/libexec/nft-offload/trial-restore';
export const BOOT_ID = '/proc/sys/kernel/random/boot_id';
/** As people write it: comments, double quotes, no quotes. */
export const BY_HAND =
	'# mine\nconfig defaults\n\toption input "REJECT"\n\toption flow_offloading 0\n\nconfig zone\n\toption name lan\n';

export interface TrialModule {
	answer_trial_start(args: { seconds?: number; tried?: OffloadOptions }): Trial | Fault;
	answer_trial_end(args: { id?: string; undo?: boolean }): TrialEnd | Fault;
	read_trial(): { trial: Trial | null; reason: { code: string } | null };
}

export function routerWith(firewall: string): WritableRouter {
	return new WritableRouter({ [CONFIG]: firewall, [BOOT_ID]: 'boot-1\n' }).onCommand(
		/^(sync|sleep|start-stop-daemon|ubus|logger)\b/,
		() => ''
	);
}

export const trialOf = (router: WritableRouter): TrialModule => ({
	...router.module<TrialModule>('trial.running'),
	...router.module<TrialModule>('methods.trial'),
});

export function started(router: WritableRouter, seconds = 120): Trial {
	const trial = trialOf(router).answer_trial_start({ seconds, tried: ON });
	if ('error' in trial) throw new Error(trial.error.text);
	return trial;
}

/** Nobody has answered, and the watchdog acts. */
export function silence(router: WritableRouter): number {
	router.now += 131_000;
	return router.program(RESTORE, 'overdue');
}

/** Files of ours that outlive the router's power. */
export const ours = (router: WritableRouter) =>
	Object.keys(router.files).filter((path) => path.startsWith('/etc/nft'));

export function errorCode(answer: object): string | undefined {
	return (answer as Partial<Fault>).error?.code;
}

/** What an apply in the meantime has written; `foreign`: and another program after it. */
export function applied(router: WritableRouter, foreign = true): void {
	if (!foreign) {
		const config = parseConfig('firewall', router.files[CONFIG]!);
		config.sections[0]!.options.set('flow_offloading', '1').set('flow_offloading_hw', '1');
		router.files[CONFIG] = printConfig(config);
		return;
	}
	router.files[CONFIG] =
		"\nconfig defaults\n\toption input 'REJECT'\n\toption flow_offloading '1'\n\toption flow_offloading_hw '1'\n\nconfig zone\n\toption name 'guest'\n\n";
}

export function optionsOf(router: WritableRouter): Record<string, unknown> {
	const [defaults] = parseConfig('firewall', router.files[CONFIG]!).sections;
	return Object.fromEntries(defaults!.options);
}
