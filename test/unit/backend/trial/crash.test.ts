import QUnit from 'qunit';
import type { Accident } from '../support/flash.ts';
import { BY_HAND, CONFIG, TrialLife } from '../support/trial-life.ts';

type Story = (life: TrialLife) => void;

type Step = (life: TrialLife) => unknown;

/** Begins, and goes on only where that succeeded: the page applies nothing without a trial. */
const story =
	(begin: (life: TrialLife) => boolean, ...steps: Step[]): Story =>
	(life) => {
		if (begin(life)) for (const step of steps) step(life);
	};

const begins = (life: TrialLife) => life.start();
const apply: Step = (life) => life.apply();
const note: Step = (life) => life.note();
const rollback: Step = (life) => life.rollback();
const takeOver: Step = (life) => life.takeOver();
const silence: Step = (life) => life.silence();
const foreign: Step = (life) => life.foreign();
const edited: Step = (life) => life.foreign(true);
const setBack: Step = (life) => life.setBack();
/** Where the page's call fails, nobody answers any more. */
const undo: Step = (life) => life.undo() || life.silence();
const keep: Step = (life) => life.keep() || life.silence();

const tried = (...steps: Step[]) => story(begins, note, apply, note, ...steps);
const shared = (...steps: Step[]) => tried(foreign, note, ...steps);
const corrected = (...steps: Step[]) => tried(edited, note, ...steps);

const isEmpty = (files: Record<string, string>) => files[CONFIG] === '';
const rebooted: Step = (life) => life.reboot((states) => states.at(-1)!);
const rebootedEmpty: Step = (life) => life.reboot((states) => states.find(isEmpty) ?? states.at(-1)!);

/** Every way in which a trial goes, to its end. */
const STORIES: Record<string, Story> = {
	keep: tried(keep),
	'undo, rpcd first': tried(rollback, undo),
	'undo, rpcd knows nothing': tried(undo),
	'silence, rpcd first': tried(rollback, silence),
	'silence, rpcd knows nothing': tried(silence),
	'silence, rpcd has nothing left': tried(takeOver, rollback, silence),
	'foreign commit, keep': shared(keep),
	'foreign commit, undo': shared(undo),
	'foreign commit, undo, rpcd first': shared(rollback, undo),
	'foreign commit, silence': shared(silence),
	'foreign commit, silence, rpcd first': shared(rollback, silence),
	'foreign commit, silence, rpcd first and noted': shared(rollback, note, silence),
	'foreign commit when rpcd has nothing left, silence': tried(takeOver, foreign, note, rollback, silence),
	'foreign commit, old value set by hand, rpcd first': shared(setBack, note, rollback, silence),
	'edited by hand, silence': corrected(silence),
	'edited by hand, silence, rpcd first': corrected(rollback, silence),
	'foreign commit before the apply, silence': story(begins, edited, note, apply, note, silence),
	'procd cannot be told': (life) => {
		life.ubus = false;
		tried(silence)(life);
	},
	'reboot, all on the flash': tried(rebooted),
	'reboot during the rollback, file empty': tried(rollback, rebootedEmpty),
	'reboot during the rollback, file cut': shared(rollback, rebooted),
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

/** A write in place by rpcd ends anywhere when the flash is full. */
function* accidentsAt(at: number, operation: string): Generator<Accident> {
	for (const kind of ['cut', 'full', 'ENOSPC', 'EROFS', 'EIO'] as const) yield { at, kind };
	if (operation === `write ${CONFIG}`)
		for (let lines = 1; lines < 12; lines++) yield { at, kind: 'full', lines };
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
				for (const accident of accidentsAt(at, whole.flash.log[at - 1]!)) {
					const { kind } = accident;
					const life = lived(story, accident);
					cuts++;
					// Only rpcd writes in place.
					const torn =
						!life.flash.dead && !/rpcd first|rollback/.test(name) && !life.config.includes('config zone');
					if (torn) wrong.push(`${kind} at ${at}: torn while the router runs`);
					for (const fault of bootAll(life)) {
						boots++;
						if (fault) wrong.push(`${kind} at ${at} (${life.flash.log[at - 1]}): ${fault}`);
					}
				}
			assert.strictEqual(wrong[0], undefined, `${wrong.length} wrong`);
		});

	QUnit.test('they were many', (assert) => {
		assert.true(cuts > 2000 && boots > 6000, `${cuts} accidents, ${boots} boots`);
		process.stdout.write(`# ${cuts} accidents, ${boots} boots, ${booted.size} of them different\n`);
	});
});
