/** What a run counted. */
export interface Counts {
	passed: number;
	failed: number;
	skipped: number;
}

/** The closing line, in the form that continuous integration looks for. */
export function countsText({ passed, failed, skipped }: Counts): string {
	return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** Counts the TAP lines of a guest, so that a guest that dies in the middle cannot pass. */
export class Summary {
	private passed = 0;
	private failed = 0;
	private planned: number | null = null;

	read(line: string): void {
		const plan = /^1\.\.(\d+)$/.exec(line);
		if (plan) this.planned = Number(plan[1]);
		else if (/^ok \d/.test(line)) this.passed += 1;
		else if (/^not ok \d/.test(line)) this.failed += 1;
	}

	/** A case that was planned and never reported has failed; so has a guest without any case. */
	counts(): Counts {
		const missing = this.planned ? this.planned - this.passed - this.failed : 1;
		return { passed: this.passed, failed: this.failed + missing, skipped: 0 };
	}
}
