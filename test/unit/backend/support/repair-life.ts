import type { Fault, Trial, TrialEnd } from '../../../../src/rpc/types/index.ts';
import { parseConfig, printConfig } from '../../../../tools/uci/parse.ts';
import { loadModule } from '../../../../tools/ucode/load.ts';
import { type Accident, Flash, PowerCut } from './flash.ts';
import { SEARCH_PATH } from './host.ts';
import { CONFIG, TrialLife } from './trial-life.ts';

export const NETWORK = '/etc/config/network';
const RESTORE = `${SEARCH_PATH[0]}/../../../usr/libexec/nft-offload/trial-restore`;
const WAN = '# mine\nconfig interface \'wan\'\n\toption proto "pppoe"\n';
const ALIAS =
	"\nconfig interface 'wan_offload'\n\toption proto 'none'\n\toption device '@wan'\n\toption comment 'Lists the device of wan for flow offloading'\n";
const MEMBER = "\tlist network 'wan_offload'\n";
const FIREWALL =
	'config defaults\n\toption flow_offloading 1 # fast\n\nconfig zone\n\toption name wan\n\tlist network "wan"\n';
const REST = '\toption masq 1\n';
const COMMENT = '# theirs\n';

type Config = 'firewall' | 'network';
const PATHS: Record<Config, string> = { firewall: CONFIG, network: NETWORK };
/** The texts of both configurations. */
export type Texts = Record<Config, string>;

const PLAIN: Texts = { firewall: FIREWALL + REST, network: WAN };
const REPAIRED: Texts = { firewall: FIREWALL + MEMBER + REST, network: WAN + ALIAS };

/** A router that lives through the trial of a repair (`active`), or of its removal, and on whose flash an accident may happen. */
export class RepairLife extends TrialLife {
	/** Texts of which both configurations must have one pair when the power goes now. */
	pairs: Texts[];
	private readonly old: Texts;
	/** What an undo makes of what another program has written and nobody has noted yet. */
	private unnoted: Texts | null = null;

	constructor(
		readonly active: boolean,
		accident: Accident | null = null
	) {
		super('', null);
		this.old = active ? PLAIN : REPAIRED;
		this.flash = new Flash(byPath(this.old), accident);
		this.pairs = [this.old];
	}

	/** What files of ours and both configurations there are. */
	static isRight(files: Record<string, string>, pairs: Texts[]): boolean {
		return pairs.some((pair) =>
			(Object.keys(PATHS) as Config[]).every((config) => {
				const text = files[PATHS[config]];
				return text !== undefined && (text === pair[config] || isMerged(config, text, pair[config]));
			})
		);
	}

	get texts(): Texts {
		return { firewall: this.flash.read(CONFIG), network: this.flash.read(NETWORK) };
	}

	override start(): boolean {
		const { start_repair } = loadModule<{ start_repair(seconds: number, plan: object): Trial | Fault }>(
			'nft-offload.trial.begin',
			{ host: this.host, searchPath: SEARCH_PATH }
		);
		const plan = { network: 'wan', alias: 'wan_offload', zone: 'wan', active: this.active, device: '@wan' };
		const reply = start_repair(120, plan);
		if (this.flash.dead) throw new PowerCut();
		if ('error' in reply) return false;
		this.id = reply.id;
		return true;
	}

	/** Another program commits to one of the files; `hand`: an editor, which leaves a comment too. */
	change(config: Config, hand = false): void {
		const written = theirs(config, this.flash.read(PATHS[config]), hand);
		const last = this.pairs.at(-1)!;
		const merged = { ...last, [config]: theirs(config, last[config], hand) };
		this.pairs = [...this.pairs, merged];
		this.attempt(() => this.flash.commit(PATHS[config], written));
		if (this.flash.read(PATHS[config]) === written) this.unnoted = merged;
		else this.pairs.pop();
	}

	/** From now on, what others have written must not be lost. */
	override note(): void {
		for (let attempt = 0; attempt < 2; attempt++)
			if (this.program(RESTORE, 'note', this.id) === 0) {
				if (this.unnoted) this.pairs = [this.unnoted];
				this.unnoted = null;
				return;
			}
	}

	/** rpcd's rollback of another session, whose apply came before ours: in place, without fsync. */
	override rollback(): void {
		this.attempt(() => this.flash.write(CONFIG, this.old.firewall));
	}

	override keep(): boolean {
		this.pairs = [...this.pairs, this.texts];
		const reply = this.call<TrialEnd>('trial_end', { id: this.id, undo: false });
		if (reply.ok) this.pairs = [this.texts];
		return reply.ok;
	}
}

export function byPath(texts: Texts): Record<string, string> {
	return { [CONFIG]: texts.firewall, [NETWORK]: texts.network };
}

function theirs(config: Config, text: string, hand: boolean): string {
	if (hand) return `${text}${COMMENT}\nconfig rule\n\toption name theirs\n`;
	const parsed = parseConfig(config, text);
	const options = new Map([['name', 'theirs']]);
	parsed.sections.push({ type: 'rule', name: 'cfg000000', anonymous: true, options });
	return printConfig(parsed);
}

/** Whether a text that another program has changed says the same: the place of the alias and empty lines do not count. */
function isMerged(config: Config, text: string, wanted: string): boolean {
	if (!wanted.includes('theirs')) return false;
	if (wanted.includes(COMMENT) !== text.includes(COMMENT)) return false;
	return said(config, text) === said(config, wanted);
}

function said(config: Config, text: string): string {
	try {
		const { sections } = parseConfig(config, text);
		return sections
			.map(({ type, name, anonymous, options }) =>
				JSON.stringify([type, anonymous ? '' : name, [...options]])
			)
			.sort()
			.join();
	} catch {
		return 'unreadable';
	}
}
