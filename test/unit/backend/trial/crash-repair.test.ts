import QUnit from 'qunit';
import type { Accident } from '../support/flash.ts';
import { RepairLife, type Texts } from '../support/repair-life.ts';

type Step = (life: RepairLife) => unknown;
type Story = (life: RepairLife) => void;

/** What follows a start that succeeded. */
const tried =
	(...steps: Step[]): Story =>
	(life) => {
		if (!life.start()) return;
		life.note();
		for (const step of steps) step(life);
	};
const note: Step = (life) => life.note();
const silence: Step = (life) => life.silence();
const undo: Step = (life) => life.undo() || life.silence();
const keep: Step = (life) => life.keep() || life.silence();
const network: Step = (life) => life.change('network');
const firewall: Step = (life) => life.change('firewall');
const networkByHand: Step = (life) => life.change('network', true);
const firewallByHand: Step = (life) => life.change('firewall', true);
const rebooted: Step = (life) => life.reboot((states) => states.at(-1)!);

/** Every way in which the trial of a repair goes, to its end. */
const STORIES: Record<string, Story> = {
	keep: tried(keep),
	undo: tried(undo),
	silence: tried(silence),
	'procd cannot be told at the end': tried((life) => {
		life.ubus = false;
		life.silence();
		life.ubus = true;
		life.silence();
	}),
	'procd cannot be told at the start': (life) => {
		life.ubus = false;
		tried(silence)(life);
		life.ubus = true;
		life.silence();
	},
	'both files are changed, keep': tried(network, note, firewall, note, keep),
	'network is changed, undo': tried(network, note, undo),
	'both files are changed by hand, silence': tried(firewallByHand, note, networkByHand, note, silence),
	'firewall is changed, reboot': tried(firewall, note, rebooted),
	reboot: tried(rebooted),
};

interface Booted {
	files: Record<string, string>;
	left: string[];
}

const booted = new Map<string, Booted>();

/** What a boot makes of a flash. Many accidents leave the same. */
function boot(files: Record<string, string>, active: boolean): Booted {
	const key = JSON.stringify(Object.entries(files).sort());
	const known = booted.get(key);
	if (known) return known;
	const life = new RepairLife(active);
	life.reboot(() => files);
	const paths = life.flash.paths();
	const result = {
		files: Object.fromEntries(paths.map((path) => [path, life.flash.read(path)])),
		left: paths.filter((path) => path.startsWith('/etc/nft')),
	};
	booted.set(key, result);
	return result;
}

/** Boots from each state in which the flash may be, and gives what is wrong then. */
function* bootAll(life: RepairLife, pairs: Texts[]): Generator<string | null> {
	for (const files of life.flash.remains()) {
		const after = boot(files, life.active);
		if (!RepairLife.isRight(after.files, pairs))
			yield `${JSON.stringify(files)}\n  became ${JSON.stringify(after.files)},\n  not ${JSON.stringify(pairs)}`;
		else yield after.left.length > 0 ? `left behind: ${after.left}` : null;
	}
}

function lived(story: Story, active: boolean, accident: Accident | null): RepairLife {
	const life = new RepairLife(active, accident);
	life.live((it) => void story(it as RepairLife));
	return life;
}

QUnit.module('backend > the trial of a repair outlives every accident, in both configurations', () => {
	let cuts = 0;
	let boots = 0;

	for (const active of [true, false])
		for (const [name, story] of Object.entries(STORIES))
			QUnit.test(`${active ? 'repaired' : 'taken back'}: ${name}`, (assert) => {
				const whole = lived(story, active, null);
				const operations = whole.flash.log.length;
				assert.true(operations > 15, `${operations} operations`);
				assert.deepEqual(
					whole.flash.paths().filter((path) => path.startsWith('/etc/nft')),
					[],
					'nothing of ours is left'
				);
				const wrong: string[] = [];
				for (let at = 1; at <= operations; at++)
					for (const kind of ['cut', 'full', 'ENOSPC', 'EROFS', 'EIO'] as const) {
						const life = lived(story, active, { at, kind });
						cuts++;
						for (const fault of bootAll(life, life.pairs)) {
							boots++;
							if (fault) wrong.push(`${kind} at ${at} (${life.flash.log[at - 1]}): ${fault}`);
						}
					}
				assert.strictEqual(wrong[0], undefined, `${wrong.length} wrong`);
			});

	QUnit.test('they were many', (assert) => {
		assert.true(cuts > 3000 && boots > 15_000, `${cuts} accidents, ${boots} boots`);
		process.stdout.write(`# ${cuts} accidents, ${boots} boots, ${booted.size} of them different\n`);
	});
});
