import type { Repair, RepairChange, RepairReason, Status } from '../rpc/types/index.ts';
import * as model from './index.ts';

/** A repair in one or two sentences; the id is its state. */
export function describeRepair(repair: Repair): model.Finding {
	const { network, device, alias, state } = repair;
	switch (state) {
		case 'offered':
			return model.finding(
				state,
				'notice',
				_(
					'The firewall does not put %s in the flowtable, so what arrives on %s goes through the firewall. A repair can change that.'
				).format(device ?? '', network)
			);
		case 'refused':
			return model.finding(
				state,
				'info',
				_('What arrives on %s goes through the firewall, and no repair is offered: %s').format(
					network,
					refusedText(repair)
				)
			);
		case 'in_place':
			return inPlace(repair);
		case 'left_over':
			return model.finding(
				state,
				'warning',
				_('The interface %s is left over from a repair of %s: %s').format(
					alias,
					network,
					leftOverText(repair)
				)
			);
	}
}

function inPlace({ network, device, alias, reason }: Repair): model.Finding {
	const words =
		device === null
			? _('%s is repaired by the interface %s. The network is down right now.').format(network, alias)
			: _('%s is repaired: the interface %s puts %s in the flowtable.').format(network, alias, device);
	if (reason === null || device === null) return model.finding('in_place', 'success', words);
	const level = reason === 'sit' ? 'danger' : 'warning';
	return model.finding('in_place', level, `${words} ${uselessText(reason, device)}`);
}

function uselessText(reason: RepairReason, device: string): string {
	switch (reason) {
		case 'sit':
			return _(
				'Take it back: in a flowtable, 6in4, 6rd and 6to4 tunnels keep only a few percent of their speed.'
			);
		case 'ingress_shaping':
			return _('It has no effect on downloads while SQM shapes what arrives on %s.').format(device);
		case 'hardware':
			return _('In hardware mode it may keep the firewall from using the hardware. Take it back.');
		default:
			return _('But what arrives there still goes through the firewall.');
	}
}

function refusedText({ reason, device, alias }: Repair): string {
	switch (reason) {
		case 'sit':
			return _(
				'%s is a 6in4, 6rd or 6to4 tunnel. In a flowtable, downloads over it keep only a few percent of their speed.'
			).format(device ?? '');
		case 'ingress_shaping':
			return _(
				'SQM shapes what arrives on %s, and such packets never reach the flowtable. SQM keeps working.'
			).format(device ?? '');
		case 'ingress_unknown':
			return _('whether SQM shapes what arrives on %s could not be read.').format(device ?? '');
		case 'hardware':
			return _('in hardware mode it could keep the firewall from using the hardware. Choose software.');
		case 'name_taken':
			return _('the network settings already have a section named %s.').format(alias);
		default:
			return _('it has not been tested with devices like %s.').format(device ?? '');
	}
}

function leftOverText({ reason, network, zone }: Repair): string {
	switch (reason) {
		case 'network_gone':
			return _('the network %s no longer exists.').format(network);
		case 'other_zone':
			return _('it is in the zone %s, and %s is in another one. The rules of both zones apply.').format(
				zone ?? '',
				network
			);
		default:
			return _('no zone lists it.');
	}
}

/** What is on trial, for the dialog. */
export function repairTrialText({ network, active }: RepairChange): string {
	const words = active
		? _('The router is trying the repair of %s.')
		: _('The repair of %s is removed on trial.');
	return [
		words.format(network),
		_(
			'Check that everything you need still works. Unless you keep it, the router restores the old setting automatically.'
		),
	].join(' ');
}

/** How far it has come, as rows of label and value. */
export function repairRows(
	status: Status | null,
	change: RepairChange
): Array<[label: string, value: string]> {
	const devices = status?.flowtables?.find(({ owner }) => owner === 'firewall4')?.devices;
	const loaded = model.isRepairLoaded(status, change);
	const value = !devices ? _('unknown') : loaded ? devices.join(', ') : _('not yet');
	return [[_('Loaded by the kernel'), value]];
}

/** The figures of both measurements side by side; `after`: null while it runs. */
export function repairFigures(
	before: model.Measurement,
	after: model.Measurement | null
): Array<[label: string, before: string, after: string]> {
	const row = (label: string, text: (measured: model.Measurement) => string): [string, string, string] => [
		label,
		text(before),
		after ? text(after) : '…',
	];
	return [
		row(_('Speed'), model.speedText),
		row(_('Busiest core'), ({ cpu }) => (cpu === null ? _('unknown') : model.percentText(cpu))),
		row(_('Bypassed the firewall'), (measured) => shareText(model.bypassedShare(measured))),
		row(_('of downloads'), ({ download }) => directionText(download)),
		row(_('of uploads'), ({ upload }) => directionText(upload)),
	];
}

function directionText(bytes: model.DirectionBytes): string {
	return shareText(model.directionShare(bytes));
}

function shareText(share: number | null): string {
	return share === null ? _('unknown') : model.percentText(share);
}

/** Which was better, and what to do. */
export function describeEffect(before: model.Measurement, after: model.Measurement): model.Finding {
	const effect = model.repairEffect(before, after);
	return model.finding(effect, LEVELS[effect], effectText(effect));
}

const LEVELS: Record<model.RepairEffect, model.Finding['level']> = {
	better: 'success',
	worse: 'warning',
	same: 'notice',
	unknown: 'notice',
};

function effectText(effect: model.RepairEffect): string {
	switch (effect) {
		case 'better':
			return _('The repair is better. Keep it.');
		case 'worse':
			return _('It was faster before the repair. Undo it.');
		case 'same':
			return _('The repair makes no clear difference. Undo it.');
		case 'unknown':
			return _('Too little traffic to compare. A result needs at least 20 MB before and after.');
	}
}
