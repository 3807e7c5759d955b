/** What the host tells the program inside the guest: the content of config.json, the program's only argument. */
import type { BenchOptions } from '../../bench/ways.ts';
import type { ModuleFile } from '../modules.ts';

/** Paths are those of the host, which the guest shares. */
export interface Config {
	/** Kernel modules of the network, in the order in which they can be loaded. */
	modules: ModuleFile[];
	/** Those that the conformance matrix needs beside them. */
	lineModules: ModuleFile[];
	/** The module that plays the hardware (../engine). */
	engine: string;
	/** The folder of traffic.py and entries.py. */
	scripts: string;
	/** How the router half is run: an interpreter of ucode and its arguments, and the plugin as the last one. */
	plugin: string[];
	/** Variables that this interpreter needs. */
	environment: Record<string, string>;
	/** The file of the recorded conformance matrix for this kernel, which may not exist. */
	recording: string;
	/** Only the cases whose full name contains one of these texts. */
	only: string[] | null;
	/** Not those whose full name contains one of these. */
	except: string[];
	bench: BenchOptions;
	/** The bench instead of the cases. */
	runBench: boolean;
	/** Instead of the cases: shell commands to run with the network up, under this ruleset, with so many connections open. */
	shell: { commands: string; ruleset: string; flows: number } | null;
}
