/** What hardware engines say of themselves in debugfs; docs/engines.md has the formats and their sources. */

/** mtk_ppe: MediaTek. airoha_ppe: Airoha. qca_ppe: the switch of Qualcomm's IPQ60xx and IPQ807x. qcom_ppe: Qualcomm's IPQ95xx. */
export type EngineKind = 'mtk_ppe' | 'airoha_ppe' | 'qca_ppe' | 'qcom_ppe';

/** Flows that an engine has rejected since its driver was loaded, for a reason in the driver's own words, such as 'table_full'. */
export interface RejectedFlows {
	reason: string;
	flows: number;
}

/** One engine. A direction of a connection is an entry of its table. null is what the driver does not tell, or what could not be read. */
export interface EngineReading {
	kind: EngineKind;
	/** Its folder in /sys/kernel/debug: 'ppe0', '3a000000.ppe'. */
	folder: string;
	/** Entries in any state; of MediaTek and Airoha null unless the long lists are read. */
	entries: number | null;
	/** Those that forward without the CPU (BND). */
	bound: number | null;
	/** Those that only watch a connection so far (UNB); null as `entries`. */
	unbound: number | null;
	/** Bound ones that have counted a packet; null unless the long lists are read. */
	moving: number | null;
	/** Entries that the table can hold. */
	capacity: number | null;
	/** false: there are at least so many; reading has ended before the list did. */
	complete: boolean;
	/** The most frequent first; [] = none. */
	rejected: RejectedFlows[] | null;
}
