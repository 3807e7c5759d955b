import type { Package, PackageParts } from './parts.ts';
import { installedSize } from './payload.ts';

/** The promises of the project about the app without translations, in bytes: small routers have 8 MB of flash. */
export const MOST_INSTALLED = 801_000;
export const MOST_DOWNLOADED = 221_000;

/** A package with its files of both formats. */
export interface Built {
	parts: PackageParts;
	packages: Package[];
}

/** Sentences about promises that `built` breaks. */
export function sizeErrors({ parts, packages }: Built): string[] {
	const { name } = parts.metadata;
	const installed = installedSize(parts.files);
	return [
		...(installed > MOST_INSTALLED ? [`${name} takes ${installed} bytes, more than ${MOST_INSTALLED}`] : []),
		...packages
			.filter(({ data }) => data.length > MOST_DOWNLOADED)
			.map((file) => `${file.name} has ${file.data.length} bytes, more than ${MOST_DOWNLOADED}`),
	];
}

/** Lines for people: what each package takes on the router and over the line. */
export function describeSizes({ parts, packages }: Built): string[] {
	const installed = `${parts.metadata.name}: ${installedSize(parts.files)} bytes installed`;
	return [installed, ...packages.map(({ name, data }) => `  ${name}: ${data.length} bytes to download`)];
}
