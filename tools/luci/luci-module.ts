import {
	type ExportNamedDeclaration,
	type Identifier,
	type ImportDeclaration,
	type Literal,
	type Program,
	parse,
} from 'acorn';
import MagicString from 'magic-string';
import type { Plugin } from 'rollup';
import { findJsminHazards } from './jsmin-safety.ts';

/** Our shared modules: source file (absolute) to LuCI module name (`nft-offload/model`). */
export type SharedModules = Map<string, string>;

type Fail = (message: string) => never;

/** The names that LuCI's module wrapper passes in: a top-level declaration of one of them is a syntax error there. */
export const WRAPPER_NAMES = ['window', 'document', 'L'];

/**
 * Rollup plugin that frames an ES module as a LuCI module: LuCI evaluates a module as the body of
 * `function(window, document, L, ...required) { ... }` (luci.js, `require`), so imports become `'require ...'` lines in front
 * and the export becomes a top-level `return`: of the default export in a view, of `baseclass.extend({ ... })` in a shared module.
 * Fails on what such a body cannot hold and on what OpenWrt's minifier would break.
 */
export function frameLuciModule(shared: SharedModules): Plugin {
	return {
		name: 'frame-luci-module',
		async resolveId(source, importer) {
			if (importer === undefined) return null;
			if (source.startsWith('luci/')) return { id: source, external: true };
			const resolved = await this.resolve(source, importer, { skipSelf: true });
			const name = resolved && shared.get(resolved.id);
			return name ? { id: name, external: true } : null;
		},
		renderChunk: {
			// Framed code is no module any more, so other plugins come before.
			order: 'post',
			handler(code, chunk) {
				const source = chunk.facadeModuleId ?? chunk.fileName;
				const framed = frame(code, (message) => this.error(`${source}: ${message}`));
				// What OpenWrt's minifier would do to it is only visible in the text that ships.
				const hazards = findJsminHazards(framed);
				if (hazards.length > 0)
					this.error(`${source}: OpenWrt's jsmin would break this:\n${hazards.join('\n')}`);
				return { code: framed, map: null };
			},
		},
	};
}

function frame(code: string, fail: Fail): string {
	const program = parse(code, { ecmaVersion: 2021, sourceType: 'module' });
	const text = new MagicString(code);
	const requires: string[] = [];
	let returned = false;
	for (const node of program.body) {
		if (node.type === 'ImportDeclaration') {
			requires.push(requireLine(node, fail));
			removeLine(text, node);
		} else if (node.type === 'ExportNamedDeclaration') {
			const replacement = returnStatement(node, fail);
			if (replacement.includes('baseclass.') && !requires.includes("'require baseclass';"))
				requires.push("'require baseclass';");
			text.overwrite(node.start, node.end, replacement);
			returned = true;
		} else rejectWrapperNames(node, fail);
	}
	if (!returned) fail('a LuCI module needs an export: a default export (view) or named ones (shared module)');
	text.prepend(["'use strict';", ...requires, '', ''].join('\n'));
	return `${text.toString().trimEnd()}\n`;
}

/** `'require nft-offload.model as model';` of `import * as model from 'nft-offload/model'`. */
function requireLine(node: ImportDeclaration, fail: Fail): string {
	const module = String(node.source.value).replace(/^luci\//, '');
	const [specifier, ...others] = node.specifiers;
	if (!specifier || others.length > 0 || specifier.type === 'ImportSpecifier')
		fail(`import ${module} as one name: \`import x from 'luci/...'\` or \`import * as x from '...'\``);
	const name = specifier!.local.name;
	if (name.includes('$')) fail(`the name ${name} for ${module} is taken: rename what shadows it`);
	const dotted = module.replaceAll('/', '.');
	return dotted === name ? `'require ${dotted}';` : `'require ${dotted} as ${name}';`;
}

function returnStatement(node: ExportNamedDeclaration, fail: Fail): string {
	const names = node.specifiers.map(
		(specifier) => [nameOf(specifier.local), nameOf(specifier.exported)] as const
	);
	const [first] = names;
	if (node.declaration || !first) fail('unexpected form of export in the bundle');
	if (names.length > 1 && names.some(([, exported]) => exported === 'default'))
		fail('a module has either a default export or named ones');
	if (first![1] === 'default') return `return ${first![0]};`;
	const members = names.map(([local, exported]) => (local === exported ? local : `${exported}: ${local}`));
	return `return baseclass.extend({\n  ${members.join(',\n  ')}\n});`;
}

function nameOf(node: Identifier | Literal): string {
	return node.type === 'Identifier' ? node.name : String(node.value);
}

function removeLine(text: MagicString, node: { start: number; end: number }): void {
	const end = text.original[node.end] === '\n' ? node.end + 1 : node.end;
	text.remove(node.start, end);
}

function rejectWrapperNames(node: Program['body'][number], fail: Fail): void {
	const declared: string[] = [];
	if (node.type === 'VariableDeclaration')
		for (const { id } of node.declarations) if (id.type === 'Identifier') declared.push(id.name);
	if ((node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') && node.id)
		declared.push(node.id.name);
	const taken = declared.find((name) => WRAPPER_NAMES.includes(name));
	if (taken) fail(`\`${taken}\` is a parameter of LuCI's module wrapper: choose another name`);
}
