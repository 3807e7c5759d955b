import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIpk } from './package/ipk.ts';
import { readMetadata } from './package/metadata.ts';
import { readPayload } from './package/payload.ts';

/** `npm run package` writes the packages to dist/ and prints their sizes. The same commit gives the same bytes on any machine. */
const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const files = readPayload(root);
const built = buildIpk(readMetadata(root), files);
const target = join(root, 'dist');
mkdirSync(target, { recursive: true });
writeFileSync(join(target, built.name), built.data);
const installed = files.reduce((total, file) => total + file.data.length, 0);
console.log(`dist/${built.name}: ${built.data.length} bytes to download, ${installed} bytes installed`);
