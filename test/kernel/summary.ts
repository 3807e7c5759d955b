/** Counts the TAP lines of the guest, so that a guest that dies in the middle cannot pass. */
export class Summary {
	passed = 0;
	failed = 0;
	private planned: number | null = null;

	read(line: string): void {
		const plan = /^1\.\.(\d+)$/.exec(line);
		if (plan) this.planned = Number(plan[1]);
		else if (/^ok \d/.test(line)) this.passed += 1;
		else if (/^not ok \d/.test(line)) this.failed += 1;
	}

	/** Whether there were cases and each planned one reported. */
	isComplete(): boolean {
		return this.planned !== null && this.planned > 0 && this.passed + this.failed === this.planned;
	}

	/** The closing line. A case that was planned and never reported has failed; so has a run without any case. */
	text(): string {
		const missing = this.planned ? this.planned - this.passed - this.failed : 1;
		return `${this.passed} passed, ${this.failed + missing} failed`;
	}
}
