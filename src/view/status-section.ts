import * as model from '../model/index.ts';
import * as parts from '../ui/index.ts';
import type { Flowtable, Status } from '../wire.ts';
import type { Reading } from './live.ts';

/** The section "Requested and loaded": what is asked for beside what the kernel has, with the details for helpers. */
export function statusSection() {
	const facts = parts.factTable(_('Requested and loaded'));
	const system = parts.factTable(_('This router'));
	const element = E('div', { class: 'cbi-section' }, [
		E('h3', [_('Requested and loaded')]),
		facts.element,
		E('details', [E('summary', [_('Details')]), system.element]),
	]);
	return {
		element,
		update(reading: Reading<Status>) {
			if ('error' in reading) {
				facts.update([[_('State of the router'), model.callFaultText(reading.error)]]);
				return;
			}
			facts.update(stateRows(reading.value));
			system.update(detailRows(reading.value));
		},
	};
}

function stateRows(status: Status): Array<[string, string]> {
	const loaded = model.loadedMode(status);
	const rows: Array<[string, string]> = [
		[_('Requested'), status.requested ? model.modeName(model.modeOf(status.requested)) : _('unknown')],
		[_('Loaded by the kernel'), loaded ? model.modeName(loaded) : _('unknown')],
		[_('Covered devices'), devicesText(status)],
	];
	if (status.waiting)
		rows.push([
			_('Waiting on the command line'),
			_('%s (run "uci commit firewall" or "uci revert firewall")').format(
				model.modeName(model.modeOf(status.waiting))
			),
		]);
	return rows;
}

function devicesText(status: Status): string {
	if (!status.flowtables) return _('unknown');
	const flowtable = model.firewallFlowtable(status.flowtables);
	return flowtable ? flowtable.devices.join(', ') : _('none', 'flow offloading');
}

function detailRows(status: Status): Array<[string, string]> {
	const { system, unknown } = status;
	const text = (value: string | null) => value ?? _('unknown');
	return [
		[
			_('Flowtables'),
			status.flowtables ? flowtablesText(status.flowtables) : model.reasonText(unknown.flowtables),
		],
		[_('Forward rule'), forwardText(status)],
		[_('Kernel module nft_flow_offload'), moduleText(status)],
		[_('Router'), text(system.model)],
		[_('Release'), text(system.release)],
		[_('Kernel'), text(system.kernel)],
		[_('Package manager'), text(system.package_manager)],
	];
}

function flowtablesText(flowtables: Flowtable[]): string {
	if (flowtables.length === 0) return _('none', 'flow offloading');
	return flowtables.map(flowtableText).join('; ');
}

function flowtableText(flowtable: Flowtable): string {
	const flags = [
		flowtable.hardware ? _('hardware asked for') : null,
		flowtable.counter ? _('counter') : null,
	];
	const words = [flowtable.devices.join(', '), ...flags].filter((word) => word !== null);
	return _('%s %s %s: %s').format(flowtable.family, flowtable.table, flowtable.name, words.join(', '));
}

function forwardText(status: Status): string {
	if (!status.forward_rules) return model.reasonText(status.unknown.forward_rules);
	if (status.forward_rules.length === 0) return _('none', 'flow offloading');
	return status.forward_rules.map((rule) => rule.text).join('; ');
}

function moduleText(status: Status): string {
	if (!status.module) return model.reasonText(status.unknown.module);
	const names = {
		loaded: _('loaded'),
		built_in: _('built into the kernel'),
		installed: _('installed, not loaded'),
		missing: _('missing'),
	};
	return names[status.module];
}
