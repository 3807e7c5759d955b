/** What this project knows of each hardware engine, and on which source each format rests. Only docs/engines.md shows it. */
import type { EngineKind } from '../../src/rpc/types/index.ts';

export interface EngineSource {
	name: string;
	/** Targets of OpenWrt. */
	targets: string;
	/** What is read, below /sys/kernel/debug unless it begins with a slash. */
	files: string[];
	/** The form of a line, or of the whole file. */
	format: string;
	/** What is made of it. */
	tells: string;
	sources: string[];
}

export const ENGINES: Record<EngineKind, EngineSource> = {
	mtk_ppe: {
		name: 'MediaTek PPE',
		targets: 'mediatek, ramips/mt7621',
		files: ['`ppe0` to `ppe2`: `entries`, `bind`'],
		format:
			'number (5 hexadecimal digits), state, kind, `orig=` and more; `bind` has the entries in state BND only',
		tells: 'entries by their state',
		sources: ['Linux 6.12.117: mtk_ppe_debugfs.c'],
	},
	airoha_ppe: {
		name: 'Airoha PPE',
		targets: 'airoha',
		files: ['`ppe`: `entries`, `bind`'],
		format: 'as MediaTek’s; an entry without addresses has no `orig=`',
		tells: 'entries by their state',
		sources: ['Linux: airoha_ppe_debugfs.c (commit 81dd582d141b)'],
	},
	qca_ppe: {
		name: 'Qualcomm PPE (IPQ60xx, IPQ807x)',
		targets: 'qualcommax',
		files: ['`ADDRESS.ppe`: `offload`, `flows`'],
		format:
			'`offload`: a name and a number in each line. `flows`: columns that the first line names; `pri` and `stats_read` are newer, and `-` is a counter that could not be read',
		tells: '`live_entries`, rejected flows by reason, flows that have counted a packet',
		sources: [
			'openwrt/openwrt#24806, openwrt/openwrt#25079: qca_ppe_flow.c, and the newer forms in trees that carry the driver',
		],
	},
	qcom_ppe: {
		name: 'Qualcomm PPE (IPQ95xx)',
		targets: 'qualcommbe',
		files: ['`ppe`: `cpu_code` and other counters of packets, no `bind`'],
		format: 'not read. A `flows` that a proposed driver has is of unknown form',
		tells: 'that the engine is there; what it holds is unknown',
		sources: ['Linux: ppe_debugfs.c (commit 2ace52718376)', 'openwrt/openwrt#24178'],
	},
};

/** What takes part without being an engine. */
export const PARTNERS: EngineSource[] = [
	{
		name: 'Wireless Ethernet Dispatch (WED)',
		targets: 'mediatek',
		files: [
			'`/sys/module/mt7915e/parameters/wed_enable`, `/sys/module/mt7996e/parameters/wed_enable`',
			'`wed0` to `wed2`: `txinfo`',
		],
		format: '`Y` or `N`. `txinfo` is empty unless a Wi-Fi card is attached',
		tells: 'on or off; attached or not',
		sources: [
			'Linux 6.12.117: mt7915/mmio.c, mt7996/mmio.c, mtk_wed_debugfs.c',
			'openwrt/mt76#814',
			'openwrt/openwrt#23244',
		],
	},
	{
		name: 'Network processor (NPU)',
		targets: 'airoha',
		files: ['`/sys/bus/platform/drivers/airoha-npu`', '`/lib/firmware/airoha`'],
		format: 'a link named after the device (`ADDRESS.npu`) once the driver runs it; files `*_npu_rv32.bin`',
		tells: 'running; not running; not running and no firmware installed',
		sources: ['Linux: airoha_npu.c (commit 03b7ca3ee5e1)', 'openwrt/openwrt#22709', 'openwrt/openwrt#24593'],
	},
];

/** On which source each size of a table rests, by kind. */
export const CAPACITY_SOURCES: Record<EngineKind, string> = {
	mtk_ppe:
		'Linux 6.12.117: mtk_ppe.h. Older kernels have 8,192, or 16,384 where somebody patched them: unknown',
	airoha_ppe: 'Linux: airoha_eth.h, two tables of 8,192 in SRAM and 16,384 in DRAM',
	qca_ppe: 'openwrt/openwrt#24806: qca_ppe_main.c. An IPv6 flow takes two entries',
	qcom_ppe: 'unknown',
};
