/** admin/uci/*: what the header's "Unsaved Changes" and the default Save & Apply use. */
import { randomBytes } from 'node:crypto';
import { formValue, json, plain, type Reply, type Request } from '../http/message.ts';
import type { EmulatedRouter } from '../router.ts';
import type { Session } from '../rpc/sessions.ts';
import { Status } from '../rpc/ubus.ts';

/** LuCI's rollback timeout: its own setting, but no less than 90 s. */
const ROLLBACK_SECONDS = 90;

/** HTTP status and text for a ubus status. */
const HTTP_STATUS: Record<number, [number, string]> = {
	[Status.ok]: [200, 'OK'],
	[Status.invalidArgument]: [400, 'Invalid argument'],
	[Status.notFound]: [404, 'Not found'],
	[Status.noData]: [204, ''],
	[Status.permissionDenied]: [403, 'Permission denied'],
};

function statusReply(status: number): Reply {
	const [code, text] = HTTP_STATUS[status] ?? [500, 'Unknown error'];
	return plain(code, text);
}

/** Answers a POST to admin/uci/ACTION. The confirm comes with the token that the apply has given, however it is asked. */
export function uciAction(router: EmulatedRouter, session: Session, action: string, request: Request): Reply {
	const token = formValue(request, 'token');
	if (action === 'confirm') return statusReply(confirm(router, token));
	if (request.method !== 'POST') return plain(405, 'Method Not Allowed');
	if (token !== session.token) return plain(403, 'Forbidden');
	if (action === 'apply_rollback') return applyRollback(router, session);
	if (action === 'apply_unchecked') return statusReply(applyUnchecked(router, session));
	if (action === 'revert') return statusReply(revert(router, session));
	return plain(404, 'Not Found');
}

function applyRollback(router: EmulatedRouter, session: Session): Reply {
	const status = router.guard.apply(session.id, ROLLBACK_SECONDS, true);
	if (status !== Status.ok) return statusReply(status);
	const token = randomBytes(16).toString('hex');
	router.awaited = { token, session: session.id };
	return json(JSON.stringify({ token }));
}

/** LuCI commits every change before it applies, so that its apply finds nothing left to do. */
function applyUnchecked(router: EmulatedRouter, session: Session): number {
	const status = router.guard.apply(session.id, 0, false);
	return status === Status.ok ? Status.noData : status;
}

function confirm(router: EmulatedRouter, token: string | null): number {
	const { awaited } = router;
	if (!awaited) return Status.noData;
	if (token !== awaited.token) return Status.permissionDenied;
	const status = router.guard.confirm(awaited.session);
	if (status === Status.ok) router.awaited = null;
	return status;
}

function revert(router: EmulatedRouter, session: Session): number {
	if (router.guard.pending) return Status.permissionDenied;
	for (const config of router.store.changed(session.id)) {
		if (!session.grants.allows('uci', config, 'write')) return Status.permissionDenied;
		router.store.replaceChanges(session.id, config, []);
	}
	return Status.ok;
}
