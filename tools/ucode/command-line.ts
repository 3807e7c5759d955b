/**
 * The command inside a shell line that system/command.uc makes of it, for hosts that play programs. A script for nft, which it
 * reads from a file without a name, is put behind it as if it had been typed.
 */
export function commandOf(line: string, script?: Uint8Array): string {
	const inner = LINE.exec(line)?.[1] ?? line;
	if (script === undefined) return inner;
	return inner.replace(/ -f - <\/proc\/self\/fd\/\d+$/, () => ` ${Buffer.from(script).toString('latin1')}`);
}

/** Seconds after which the line ends its command. */
export function limitOf(line: string): number {
	return Number(/ sleep (\d+) & wait \$! && /.exec(line)?.[1] ?? Number.NaN);
}

const LINE = /^read -r up x .*?; m=.*? && export \$m; ([\s\S]*) 2>&1 & p=\$!; /;
