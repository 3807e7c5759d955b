/** Loads LuCI modules: `'require x.y as z'` lines, and a function around the rest that returns a class. */
import { Base } from './class.ts';
import { environment } from './environment.ts';
import { luciError } from './errors.ts';
import { type Requirement, readRequirements } from './requirements.ts';

/** Modules by name: instances, or promises of them. */
const modules: Record<string, unknown> = {};

/** Modules of the runtime itself. */
export function provide(builtin: Record<string, unknown>): void {
	Object.assign(modules, builtin);
}

/** The instance of module `name`; `from` are the modules that wait for it. */
export function require(name: string, from: string[] = []): Promise<unknown> {
	if (modules[name] !== undefined) {
		if (from.includes(name)) {
			const chain = from.join('" which depends on "');
			throw luciError('DependencyError', `Circular dependency: class "${name}" depends on "${chain}"`);
		}
		return Promise.resolve(modules[name]);
	}
	const loading = load(name, [name, ...from]);
	modules[name] = loading;
	return loading;
}

async function load(name: string, from: string[]): Promise<unknown> {
	const url = `${environment.resource}/${name.replaceAll('.', '/')}.js?v=emulated`;
	const response = await fetch(url);
	if (!response.ok)
		throw luciError('NetworkError', `HTTP error ${response.status} while loading class file "${url}"`);
	const source = await response.text();
	const requirements = readRequirements(source);
	const instances = await Promise.all(requirements.map(({ module }) => require(module, from)));
	const returned = evaluate(source, url, requirements)(window, document, window.L, ...instances);
	if (typeof returned !== 'function' || !(returned.prototype instanceof Base))
		throw luciError('TypeError', `"${name}" factory yields invalid constructor`);
	const instance = new (returned as typeof Base)();
	modules[name] = instance;
	return instance;
}

type Factory = (...args: unknown[]) => unknown;

function evaluate(source: string, url: string, requirements: Requirement[]): Factory {
	const parameters = ['window', 'document', 'L', ...requirements.map(({ variable }) => variable)];
	// Closed on the last line of the source, as in LuCI: a comment there without a newline breaks the module.
	const wrapped = `(function(${parameters.join(', ')}) { ${source} })\n\n//# sourceURL=${url}\n`;
	try {
		// biome-ignore lint/security/noGlobalEval: modules are plain sources that only this makes a function.
		return globalThis.eval(wrapped) as Factory;
	} catch (error) {
		throw luciError('SyntaxError', `${(error as Error).message}\n  in ${url}`);
	}
}
