import type { Section } from '../report.ts';
import type { Source } from '../source.ts';

/** Which router this is, and which versions it runs. */
export function routerSection({ status }: Source): Section {
	const section = { id: 'router', title: _('Router') };
	if (!status) return { ...section, rows: [], lines: [] };
	const {
		model,
		board,
		target,
		release,
		kernel,
		package_manager,
		app_version,
		firewall4_version,
		kmod_version,
	} = status.system;
	const text = (value: string | null) => value ?? _('unknown');
	return {
		...section,
		rows: [
			[_('Model'), `${text(model)} (${text(board)})`],
			[_('Target'), text(target)],
			[_('Release'), text(release)],
			[_('Kernel'), text(kernel)],
			['firewall4', text(firewall4_version)],
			['kmod-nft-offload', text(kmod_version)],
			['luci-app-nft-offload', text(app_version)],
			[_('Package manager'), text(package_manager)],
		],
		lines: [],
	};
}
