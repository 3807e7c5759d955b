import type { PackageFile } from '../payload.ts';

/** What shows that a dependency is needed: some file of the package whose path and text match. */
const USES: Record<string, { path: RegExp; text: RegExp }> = {
	'luci-base': { path: /^www\/luci-static\/resources\/view\//, text: /^'require /m },
	rpcd: { path: /^usr\/libexec\/rpcd\//, text: /^#!/ },
	firewall4: { path: /^usr\/.*(\.uc|\/luci\.nft-offload)$/, text: /\b(fw4|flow_offloading)\b/ },
	'kmod-nft-offload': { path: /^usr\/.*\.uc$/, text: /\bflowtable\b/ },
	'kmod-nf-conntrack-netlink': { path: /^usr\/.*\.uc$/, text: /\bctnetlink\b/ },
};

/** Every package has these without asking. */
const GIVEN = new Set(['libc']);

/** Where modules of our own lie. */
const OWN_MODULES = 'usr/share/ucode/';

/** Dependencies that no file needs, and ucode modules that are imported without being a dependency or part of the package. */
export function dependencyFaults(files: PackageFile[], depends: string[]): string[] {
	const texts = files.map(({ path, data }) => ({ path, text: Buffer.from(data).toString('utf8') }));
	const imports = texts.filter(({ path }) => path.startsWith('usr/')).flatMap(({ text }) => importsOf(text));
	const modules = new Set(imports.filter((name) => !name.includes('.')).map((name) => `ucode-mod-${name}`));
	const own = new Set(imports.filter((name) => name.includes('.')).map(ownPath));
	const isUsed = (name: string): boolean => {
		const use = USES[name];
		return modules.has(name) || (use !== undefined && texts.some((file) => matches(use, file)));
	};
	const paths = new Set(files.map(({ path }) => path));
	return [
		...depends
			.filter((name) => !GIVEN.has(name) && !isUsed(name))
			.map((name) => `nothing in the package needs the dependency ${name}`),
		...[...modules]
			.filter((name) => !depends.includes(name))
			.map((name) => `${name} is imported, but no dependency`),
		...[...own].filter((path) => !paths.has(path)).map((path) => `${path} is imported, but missing`),
	];
}

function matches(use: { path: RegExp; text: RegExp }, file: { path: string; text: string }): boolean {
	return use.path.test(file.path) && use.text.test(file.text);
}

/** The names in ucode's `import ... from 'name'` and `require('name')`. */
function importsOf(text: string): string[] {
	const found = text.matchAll(/(?:^|;)import\b[^;]*?from *'([^']+)'|\brequire\('([^']+)'\)/gm);
	return [...found].map(([, imported, required]) => imported ?? required ?? '');
}

function ownPath(name: string): string {
	return `${OWN_MODULES}${name.replaceAll('.', '/')}.uc`;
}
