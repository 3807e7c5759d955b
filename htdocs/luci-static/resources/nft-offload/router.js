// Generated from src/rpc/backend.ts by `npm run build`: change the source, not this file.
'use strict';
'require rpc';
'require baseclass';


const AT_ONCE = { nobatch: true };
const dryRun = method("dry_run", ["mode"], AT_ONCE);
const connections = method("connections", ["limit", "sort", "filter"]);
const counters = method("counters", ["bytes"]);
const environment = method("environment");
const firewallLoad = method("firewall_load", [], AT_ONCE);
const flushOffloaded = method("flush_offloaded", [], AT_ONCE);
const logs = method("logs");
const privateNames = method("private_names");
const measurementRead = method("measurement_read", ["token"]);
const measurementReadNow = method("measurement_read", ["token"], AT_ONCE);
const measurementStart = method("measurement_start");
const measurementStop = method("measurement_stop", ["token"], AT_ONCE);
const repairStart = method("repair_start", ["network", "active", "seconds"], AT_ONCE);
const results = method("results");
const resultSave = method("result_save", ["result"], AT_ONCE);
const resultsDelete = method("results_delete", [], AT_ONCE);
const status = method("status", ["engines"]);
const statusNow = method("status", [], AT_ONCE);
const trialEnd = method("trial_end", ["id", "undo"], AT_ONCE);
const trialStart = method("trial_start", ["seconds", "tried"], AT_ONCE);
const hostHints = rpc.declare({ object: "luci-rpc", method: "getHostHints", reject: true });
const access = rpc.declare({
	object: "session",
	method: "access",
	params: ["scope", "object", "function"],
	reject: true
});
async function mayRead(group) {
	return (await L.resolveDefault(access("access-group", group, "read"), { access: true })).access;
}
class BackendError extends Error {
	constructor(code, text) {
		super(text);
		this.code = code;
	}
}
function isBusy(error) {
	return error instanceof BackendError && error.code === "busy";
}
const PAUSE = 2e3;
const ATTEMPTS = 5;
async function untilAnswered(call) {
	for (let attempt = 1; ; attempt++) {
		try {
			return await call();
		} catch (error) {
			if (!isBusy(error) || attempt === ATTEMPTS) throw error;
		}
		await new Promise((resolve) => window.setTimeout(resolve, PAUSE));
	}
}
function method(name, params = [], when = {}) {
	const call = rpc.declare({
		object: "luci.nft-offload",
		method: name,
		params,
		reject: true,
		...when
	});
	return (args = {}) => call(...params.map((param) => args[param])).then(unwrap);
}
function unwrap(reply) {
	if (reply?.ok === true) return reply;
	const error = reply?.ok === false ? reply.error : null;
	throw new BackendError(error?.code ?? "internal", error?.text ?? _("The reply has an unexpected format."));
}

return baseclass.extend({
	BackendError,
	connections,
	counters,
	dryRun,
	environment,
	firewallLoad,
	flushOffloaded,
	hostHints,
	isBusy,
	logs,
	mayRead,
	measurementRead,
	measurementReadNow,
	measurementStart,
	measurementStop,
	privateNames,
	repairStart,
	resultSave,
	results,
	resultsDelete,
	status,
	statusNow,
	trialEnd,
	trialStart,
	untilAnswered
});
