/** Engines that forward packets past the firewall, other than the kernel's software flowtable, by the names of their modules. */

export type EngineName = 'mtk_hnat' | 'natflow' | 'nss' | 'sfe' | 'qca_ppe';

export interface Engine {
	modules: string[];
	/** What the names of further modules begin with. */
	families: string[];
	/** Whether it takes its connections from the kernel's flowtable, so that it is no rival of it. */
	flowtable: boolean;
}

/** The backend has the same table (system/driver.uc, ENGINES); a test compares them. */
export const ENGINES: Record<EngineName, Engine> = {
	mtk_hnat: { modules: ['mtk_hnat', 'mtkhnat', 'hnat'], families: [], flowtable: false },
	natflow: { modules: ['natflow'], families: [], flowtable: false },
	nss: { modules: ['ecm'], families: ['qca_nss_'], flowtable: false },
	sfe: { modules: ['fast_classifier'], families: ['shortcut_fe'], flowtable: false },
	qca_ppe: { modules: ['qca_ppe', 'qcom_ppe'], families: [], flowtable: true },
};

/** The engine of a module; null where it is of none. */
export function engineOf(module: string): EngineName | null {
	for (const [name, { modules, families }] of Object.entries(ENGINES))
		if (modules.includes(module) || families.some((family) => module.startsWith(family)))
			return name as EngineName;
	return null;
}
