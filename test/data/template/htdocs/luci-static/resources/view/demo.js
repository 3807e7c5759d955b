'use strict';
'require view';

const kinds = ['a', 'b'].map((kind) => `${kind}: ${_('inside a template')}`);
const later = _('short');
const again = _('short', 'with a context');

return view.extend({
	render() {
		const count = kinds.length;
		return [
			_('A text of seventy-two columns with its two marks fits behind keyword.'),
			_('A text that is one column longer than that goes to a line of its own.'),
			_(
				'A long text in which gettext breaks lines behind blanks, behind the hyphens of words such as Wi-Fi, kmod-nft-offload or well-known, but not behind those before digits, as in 24-10, and behind slashes before letters, as in 203.0.113.0/24 or /etc/config/firewall.'
			),
			_(
				'An address such as 2001:db8::/32 or a “quoted” word, 100 % of a line, and an ellipsis… do not hinder it: it counts columns.'
			),
			N_(count, '%d thing', '%d things'),
			N_(
				count,
				'%d thing that takes so many words that its text needs more than one line of a template',
				'%d things that take so many words that their text needs more than one line of a template',
				'things'
			),
			_('folded ' + 'from two parts'),
			_('  too   many\tblanks and a "mark" and a back\\slash '),
			_('short'), _('short'),
			_('Éclair'), _('zebra'), _('Zebra')
		];
	}
});
