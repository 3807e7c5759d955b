import type { Adder } from '../../rpc/types/index.ts';
import { type Finding, finding } from '../finding.ts';
import { firewallAdders } from '../mode.ts';
import type { Known } from './evidence.ts';

/** The rule of the user, or of another program, that decides instead of firewall4's which connections are offloaded. */
export function judgeOwnRule({ status }: Known): Finding | null {
	const adders = firewallAdders(status);
	if (adders.some(isStock)) return null;
	const own = adders[0];
	if (!own) return null;
	return finding(
		'own-rule',
		'info',
		_('A rule of your own decides what is offloaded: %s').format(textOf(own))
	);
}

/** A rule that packets meet before the one that offloads may prevent that for some of them. */
export function judgeRuleBefore({ status }: Known): Finding | null {
	const before = firewallAdders(status).find((adder) => isStock(adder) && adder.preceded_by.length > 0);
	if (!before) return null;
	return finding(
		'rule-before',
		'info',
		N_(
			before.preceded_by.length,
			'Another rule comes before the one that offloads: %s',
			'Other rules come before the one that offloads: %s'
		).format(before.preceded_by.join('; '))
	);
}

function isStock({ owner, conditional }: Adder): boolean {
	return (owner === 'firewall4' || owner === 'exceptions') && !conditional;
}

function textOf({ reached_by, chain, text }: Adder): string {
	return [...reached_by, `${chain}: ${text}`].join(' → ');
}
