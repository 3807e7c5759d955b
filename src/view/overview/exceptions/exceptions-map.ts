import form from 'luci/form';
import uci from 'luci/uci';
import { EXCEPTIONS_CONFIG, EXCEPTIONS_SECTION, FIRST_PACKETS } from '../../../model/exceptions/settings.ts';
import { deviceError, networkError, portError } from '../../../model/exceptions/words.ts';

type FormMap = InstanceType<typeof form.Map>;

/** The exceptions as a LuCI form on the config `nft-offload`. */
export function exceptionsMap(): FormMap {
	const map = new form.Map(EXCEPTIONS_CONFIG);
	const section = map.section(
		form.NamedSection,
		EXCEPTIONS_SECTION,
		'exceptions',
		'',
		_(
			'Connections that stay in the firewall, so that its rules, traffic shaping and inspection see every packet.'
		)
	);
	const list = (
		option: string,
		errorOf: (word: string) => string | null,
		title: string,
		description: string,
		placeholder: string
	) => {
		const added = section.option(form.DynamicList, option, title, description);
		added.placeholder = placeholder;
		// LuCI takes true for valid, and a text for what is wrong. The empty word of a list is none.
		added.validate = (_section, word) => (word === '' ? true : (errorOf(word) ?? true));
	};
	list(
		'device',
		deviceError,
		_('Devices'),
		_('A MAC address stands for a device with all of its IPv4 and IPv6 addresses, also when they change.'),
		'02:00:5e:10:00:01'
	);
	list(
		'network',
		networkError,
		_('Remote networks'),
		_('Addresses and networks on the Internet.'),
		'203.0.113.0/24'
	);
	list(
		'port',
		portError,
		_('Ports'),
		_('Connections that use one of these ports at either end, over TCP and UDP unless one is named.'),
		'udp/3478-3481'
	);

	const first = section.option(
		form.ListValue,
		'first_packets',
		_('First packets of every connection'),
		_('For programs that change or inspect how connections begin, such as zapret, youtubeUnblock and b4.')
	);
	first.value('0', _('Offload as early as possible'));
	for (const count of FIRST_PACKETS)
		first.value(String(count), _('Keep the first %d packets in the firewall').format(count));
	// A value that is not stored must not look like a change.
	first.load = () => uci.get(EXCEPTIONS_CONFIG, EXCEPTIONS_SECTION, 'first_packets') ?? '0';
	return map;
}
