import { addressingOf } from '../../../../src/model/connections/addressing.ts';
import { type ConnectionJudgement, explain, type Why } from '../../../../src/model/connections/index.ts';
import type { Connection, Connections, Status } from '../../../../src/rpc/types/index.ts';
import { networkWith, statusWith } from '../status-facts.ts';
import { connectionWith, replyWith, STATUS } from './samples.ts';

const { seenReply, assured } = STATUS;
/** An answered and assured connection. */
export const LIVE = seenReply | assured;

export const STATUS_WITH_DEVICES: Partial<Status> = {
	zones: [
		{ name: 'lan', masq: false, networks: [networkWith('lan', { device: 'br-lan', l3_device: 'br-lan' })] },
		{ name: 'wan', masq: true, networks: [networkWith('wan', { default_route: true })] },
		{
			name: 'vpn',
			masq: false,
			networks: [networkWith('vpn', { device: null, l3_device: 'wg0', covered: false })],
		},
	],
};

export interface Around {
	status?: Partial<Status>;
	addressing?: Partial<Connections>;
	moving?: boolean | null;
	mode?: 'off' | 'software' | null;
}

export function judge(
	changes: Partial<Connection>,
	{ status = {}, addressing = {}, moving = true, mode = 'software' }: Around = {}
) {
	const facts = statusWith({ ...STATUS_WITH_DEVICES, ...status });
	const where = addressingOf(replyWith([], addressing), facts);
	return explain(connectionWith(changes), { addressing: where, mode, moving });
}

export function whysOf({ whys }: ConnectionJudgement): Why[] {
	return whys.map(({ why }) => why);
}
