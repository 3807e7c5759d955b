/** ubus object `session`: what rpcd's session.c offers to the web. */
import type { Sessions } from './sessions.ts';
import { Status, text, type UbusObject } from './ubus.ts';

export function sessionObject(sessions: Sessions): UbusObject {
	return {
		access: {
			args: { ubus_rpc_session: 'string', scope: 'string', object: 'string', function: 'string' },
			call(args, session) {
				const object = text(args, 'object');
				const method = text(args, 'function');
				if (object === undefined || method === undefined) return [Status.ok, session.grants.scopes];
				const scope = text(args, 'scope') ?? 'ubus';
				return [Status.ok, { access: session.grants.allows(scope, object, method) }];
			},
		},
		login: {
			args: { username: 'string', password: 'string', timeout: 'number' },
			call(args) {
				const user = text(args, 'username');
				const password = text(args, 'password');
				if (user === undefined || password === undefined) return [Status.invalidArgument];
				const session = sessions.login(user, password);
				if (!session) return [Status.permissionDenied];
				return [
					Status.ok,
					{ ubus_rpc_session: session.id, acls: session.grants.scopes, data: { username: user } },
				];
			},
		},
		destroy: {
			args: { ubus_rpc_session: 'string' },
			call(_args, session) {
				sessions.destroy(session.id);
				return [Status.ok];
			},
		},
	};
}
