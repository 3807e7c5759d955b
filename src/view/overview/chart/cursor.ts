import * as model from '../../../model/index.ts';
import * as components from '../../../ui/index.ts';

/** Steps of the cursor in samples; negative goes back in time. */
const KEYS: Record<string, number> = {
	ArrowLeft: -1,
	ArrowDown: -1,
	ArrowRight: 1,
	ArrowUp: 1,
	PageDown: -10,
	PageUp: 10,
	Home: -Infinity,
	End: Infinity,
};

/** A moment of the chart that mouse, finger or arrow keys have chosen. */
export interface Cursor {
	update(samples: model.Sample[]): void;
	/** Position across the field, 0 to 1; null = nothing is chosen, the latest reading counts. */
	position(): number | null;
}

/**
 * Makes `field` a slider over the samples: that is how a screen reader reads the value of each moment out. `moved` hears what is chosen,
 * null when nothing is any more; `describe` gives a sample in words.
 */
export function chartCursor(
	field: HTMLElement,
	moved: (sample: model.Sample | null) => void,
	describe: (sample: model.Sample) => string
): Cursor {
	let samples: model.Sample[] = [];
	let time: number | null = null;
	/**
	 * The moment whose value is 0. Not the latest: between two presses of a key a reading may come, and Orca is silent where the value stays
	 * the same. Not 1970: Chromium rounds values to 24 bits.
	 */
	let origin: number | null = null;
	const last = () => samples[samples.length - 1];
	const indexOf = (moment: number) => samples.findIndex((sample) => sample.time >= moment);

	function choose(index: number): void {
		const sample = samples[index] ?? null;
		time = sample?.time ?? null;
		moved(sample);
		speak(sample);
	}

	function speak(chosen: model.Sample | null): void {
		const [sample, latest] = [chosen ?? last(), last()];
		if (!sample || !latest) return;
		origin ??= latest.time;
		const ends = Math.round(latest.time - origin);
		components.setAttribute(field, 'aria-valuemin', String(ends - model.HISTORY_SECONDS));
		components.setAttribute(field, 'aria-valuemax', String(ends));
		components.setAttribute(field, 'aria-valuenow', String(Math.round(sample.time - origin)));
		components.setAttribute(field, 'aria-valuetext', describe(sample));
	}

	function press(event: KeyboardEvent): void {
		const step = KEYS[event.key];
		if (event.key === 'Escape') choose(-1);
		if (step === undefined || samples.length === 0) return;
		event.preventDefault();
		const from = time === null ? samples.length - 1 : indexOf(time);
		choose(Math.max(0, Math.min(samples.length - 1, from + step)));
	}

	function follow({ clientX }: PointerEvent): void {
		const { left, width } = field.getBoundingClientRect();
		choose(model.nearestTo(samples, (clientX - left) / width));
	}

	field.addEventListener('keydown', press);
	for (const event of ['pointermove', 'pointerdown'] as const) field.addEventListener(event, follow);
	for (const event of ['pointerleave', 'blur']) field.addEventListener(event, () => choose(-1));
	return {
		update(next) {
			samples = next;
			if (time !== null && (indexOf(time) < 0 || samples[0]!.time > time)) choose(-1);
			// A screen reader would read each new value of what has the focus.
			else if (document.activeElement !== field) speak(null);
		},
		position: () => (time === null ? null : model.positionOf(time, last()?.time ?? 0)),
	};
}
