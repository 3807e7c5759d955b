/**
 * Repairs: a network whose arriving packets take the slow path only because firewall4 does not list its layer-3 device gets an alias
 * interface in its zone (`network.wan_offload`: proto none, device '@wan'), whose device firewall4 lists. `status.repairs`, `repair_start`.
 */
import type { Trial } from './trial.ts';

/**
 * offered: it would put the layer-3 device into the flowtable. refused: it would too, but must not (see RepairReason).
 * in_place: the alias is there. left_over: an alias that belongs to nothing, or to another zone than its network.
 */
export type RepairState = 'offered' | 'refused' | 'in_place' | 'left_over';

/**
 * Why a repair is refused, why one that is in place does not help, or what is wrong with a left-over alias.
 * - sit: flowtables slow 6in4, 6rd and 6to4 down to 3 % (Linux 6.12.117).
 * - ingress_shaping: a tc filter (SQM) redirects what arrives on the device, and what comes back skips the flowtable.
 * - ingress_unknown: whether one does could not be read.
 * - hardware: in hardware mode firewall4 tries all devices together, so this one could cost the hardware.
 * - unproven: nobody has measured a flowtable with a device of this kind.
 * - name_taken: another section of /etc/config/network has the alias's name.
 * - no_effect: the alias is in place, and arriving packets take the slow path all the same, or the network is down.
 * - network_gone: its network no longer exists.
 * - no_zone: no zone lists the alias.
 * - other_zone: its network is in another zone.
 */
export type RepairReason =
	| 'sit'
	| 'ingress_shaping'
	| 'ingress_unknown'
	| 'hardware'
	| 'unproven'
	| 'name_taken'
	| 'no_effect'
	| 'network_gone'
	| 'no_zone'
	| 'other_zone';

/** A network that can be repaired, or that is. Networks on one layer-3 device are one. */
export interface Repair {
	network: string;
	/** The zone that lists the alias, or would; null: none. */
	zone: string | null;
	/** The layer-3 device; null while the network has none. */
	device: string | null;
	/** The section of the alias in /etc/config/network. */
	alias: string;
	state: RepairState;
	/** null where it is offered, and where it is in place and works. */
	reason: RepairReason | null;
}

/** What a trial changes: `active` adds the alias, otherwise it is removed. */
export interface RepairChange {
	network: string;
	active: boolean;
}

/**
 * `repair_start` begins a trial and applies the change itself: the two files are written, and netifd and firewall4 are told to reload.
 * Only what `status.repairs` offers can be added, and only an alias listed there removed. It ends as every trial does, with `trial_end`.
 * Errors: 'running' during a trial, 'bad_argument', 'gone' where the network is not offered (any more), 'unavailable' where it cannot be
 * guarded or written; then both files are as they were.
 */
export interface RepairMethods {
	repair_start: { args: RepairChange & { seconds: number }; reply: Trial };
}
