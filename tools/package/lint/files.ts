import type { PackageFile } from '../payload.ts';

/** Where OpenWrt executes what it finds. */
const EXECUTED = /^(etc\/init\.d|usr\/libexec\/rpcd|usr\/s?bin)\//;
/** What editors and version control leave behind. */
const LEFT_BEHIND = /(^|\/)(\.[^/]*|[^/]*(~|\.orig|\.rej|\.bak|\.tmp))$/;

/** What is wrong with a file by itself. */
export function fileFaults({ path, mode, data }: PackageFile): string[] {
	const text = Buffer.from(data).toString('utf8');
	const script = text.startsWith('#!');
	const executable = (mode & 0o111) !== 0;
	const rules: Array<[broken: boolean, error: string]> = [
		[(mode & 0o022) !== 0, `may be written by others (${mode.toString(8)})`],
		[mode !== 0o644 && mode !== 0o755, `has an odd mode (${mode.toString(8)})`],
		[EXECUTED.test(path) && !executable, 'must be executable'],
		[EXECUTED.test(path) && !script, 'must start with #!'],
		[executable && !script, 'is executable, but no script'],
		[LEFT_BEHIND.test(path), 'does not belong into a package'],
		[!/^[\w./-]+$/.test(path), 'has an odd character in its name'],
		[path.endsWith('.json') && !isJson(text), 'is no JSON'],
		[/\.(js|json|uc)$/.test(path) && text.includes('\r'), 'has the line ends of another system'],
	];
	return rules.filter(([broken]) => broken).map(([, error]) => `${path} ${error}`);
}

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}
