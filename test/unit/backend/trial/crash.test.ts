import QUnit from 'qunit';
import type { Accident } from '../support/flash.ts';
import { BY_HAND, CONFIG, TrialLife } from '../support/trial-life.ts';

type Story = (life: TrialLife) => void;

/** Where the page's call failed, nobody answers any more. */
const undone = (life: TrialLife) => life.undo() || life.silence();
const tried = (life: TrialLife) => {
	if (!life.start()) return false;
	life.note();
	life.apply();
	life.note();
	return true;
};
const foreign = (life: TrialLife, hand = false) => {
	if (!tried(life)) return false;
	life.foreign(hand);
	life.note();
	return true;
};

/** Every way in which a trial goes, to its end. */
const STORIES: Record<string, Story> = {
	keep: (life) => tried(life) && (life.keep() || life.silence()),
	'undo, rpcd first': (life) => tried(life) && (life.rollback(), undone(life)),
	'undo, rpcd knows nothing': (life) => tried(life) && undone(life),
	'silence, rpcd first': (life) => tried(life) && (life.rollback(), life.silence()),
	'silence, rpcd knows nothing': (life) => tried(life) && life.silence(),
	'foreign commit, keep': (life) => foreign(life) && (life.keep() || life.silence()),
	'foreign commit, undo': (life) => foreign(life) && undone(life),
	'foreign commit, undo, rpcd first': (life) => foreign(life) && (life.rollback(), undone(life)),
	'foreign commit, silence': (life) => foreign(life) && life.silence(),
	'foreign commit, silence, rpcd first': (life) => foreign(life) && (life.rollback(), life.silence()),
	'foreign commit, silence, rpcd first and noted': (life) =>
		foreign(life) && (life.rollback(), life.note(), life.silence()),
	'foreign commit, old value set by hand, rpcd first': (life) =>
		foreign(life) && (life.setBack(), life.note(), life.rollback(), life.silence()),
	'edited by hand, silence': (life) => foreign(life, true) && life.silence(),
	'edited by hand, silence, rpcd first': (life) => foreign(life, true) && (life.rollback(), life.silence()),
	'foreign commit before the apply, silence': (life) => {
		if (!life.start()) return;
		life.foreign(true);
		life.note();
		life.apply();
		life.note();
		life.silence();
	},
	'procd cannot be told': (life) => {
		life.ubus = false;
		if (tried(life)) life.silence();
	},
	'reboot, all on the flash': (life) => tried(life) && life.reboot((states) => states.at(-1)!),
	'reboot during the rollback, file empty': (life) =>
		tried(life) &&
		(life.rollback(),
		life.reboot((states) => states.find((files) => files[CONFIG] === '') ?? states.at(-1)!)),
	'reboot during the rollback, file cut': (life) =>
		foreign(life) && (life.rollback(), life.reboot((states) => states.at(-1)!)),
};

interface Booted {
	config: string | null;
	left: string[];
}

const booted = new Map<string, Booted>();

/** What a boot makes of a flash. Many accidents leave the same. */
function boot(files: Record<string, string>): Booted {
	const key = JSON.stringify(Object.entries(files).sort());
	const known = booted.get(key);
	if (known) return known;
	const life = new TrialLife(BY_HAND);
	life.reboot(() => files);
	const left = life.flash.paths().filter((path) => path !== CONFIG && !path.endsWith('.uci-new'));
	const result = { config: life.flash.has(CONFIG) ? life.config : null, left };
	booted.set(key, result);
	return result;
}

/** Boots from each state in which the flash may be, and gives what is wrong then. */
function* bootAll(life: TrialLife): Generator<string | null> {
	for (const files of life.flash.remains()) {
		const { config, left } = boot(files);
		if (config === null || !life.right.includes(config))
			yield `${JSON.stringify(files)}\n  became ${JSON.stringify(config)},\n  not ${JSON.stringify(life.right)}`;
		else yield left.length > 0 ? `left behind: ${left}` : null;
	}
}

function lived(story: Story, accident: Accident | null): TrialLife {
	const life = new TrialLife(BY_HAND, accident);
	life.live((it) => void story(it));
	return life;
}

QUnit.module('backend > a trial outlives every accident', () => {
	let cuts = 0;
	let boots = 0;

	for (const [name, story] of Object.entries(STORIES))
		QUnit.test(name, (assert) => {
			const whole = lived(story, null);
			const operations = whole.flash.log.length;
			assert.true(operations > 10, `${operations} operations`);
			const wrong: string[] = [];
			for (let at = 1; at <= operations; at++)
				for (const kind of ['cut', 'ENOSPC', 'EROFS', 'EIO'] as const) {
					const life = lived(story, { at, kind });
					cuts++;
					for (const fault of bootAll(life)) {
						boots++;
						if (fault) wrong.push(`${kind} at ${at} (${life.flash.log[at - 1]}): ${fault}`);
					}
				}
			assert.strictEqual(wrong[0], undefined, `${wrong.length} wrong`);
		});

	QUnit.test('all of them', (assert) => {
		assert.true(cuts > 1000 && boots > cuts, `${cuts} accidents, ${boots} boots`);
		console.log(`# ${cuts} accidents, ${boots} boots`);
	});
});
