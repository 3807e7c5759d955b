// Generated from src/model/measurement-result.ts by `npm run build`: change the source, not this file.
'use strict';
'require nft-offload.model as model';
'require baseclass';


const OWN_SHARE = 0.5;
function describeMeasurement(measured, status = null) {
	const verdict = model.judgeMeasurement(measured);
	const isJudged = verdict === "partly" || verdict === "not-working";
	const sqm = status && isJudged ? sqmExcuses(measured, status) : [];
	if (sqm.length > 0) return besideSqm(measured, sqm);
	switch (verdict) {
		case "working":
			return model.finding("working", "success", sentences(_("Offloading works."), directionWords(measured)));
		case "partly":
			return partly(measured);
		case "not-working":
			return notWorking(measured);
		case "hardware":
			return model.finding(
				"hardware",
				"info",
				N_(
					measured.hardware_entries,
					"%s connection is offloaded to hardware, but the WAN counter barely moved. If your download was running, the hardware handled it; this driver does not report how much.",
					"%s connections are offloaded to hardware, but the WAN counter barely moved. If your download was running, the hardware handled it; this driver does not report how much."
				).format(model.countText(measured.hardware_entries))
			);
		case "not-enough":
			return model.finding(
				"not-enough",
				"info",
				_(
					"Only %s of traffic in %d s. A result needs at least 20 MB. Start a larger download on a device in your network and measure again."
				).format(model.bytesText(measured.total_bytes), Math.round(measured.seconds))
			);
	}
}
function sqmExcuses(measured, status) {
	const isSlow = ["partly", "not-working"].includes(model.judgeDirection(measured.download));
	return isSlow && measured.mode !== "off" ? model.sqmSentences(status) : [];
}
function besideSqm(measured, sqm) {
	const uploads = model.judgeDirection(measured.upload);
	if (uploads === "not-enough")
		return model.finding("not-enough", "info", sentences(directionWords(measured), ...sqm));
	const isBad = uploads === "not-working" && model.judgeMeasurement(measured) === "not-working";
	return isBad ? notWorking(measured, sqm) : partly(measured, sqm);
}
function partly(measured, sqm = []) {
	const words = [directionWords(measured), ...sqm, ownWords(measured), unseenWords(measured)];
	return model.finding("partly", "notice", sentences(_("Offloading works in part."), ...words));
}
function notWorking(measured, sqm = []) {
	const directions = directionWords(measured);
	if (measured.mode === "off")
		return model.finding(
			"not-working",
			"info",
			sentences(_("Offloading is off, so this is as expected."), directions)
		);
	const own = ownWords(measured);
	const words = own ? "" : _("Offloading does not work.");
	return model.finding(
		"not-working",
		"warning",
		sentences(words, directions, ...sqm, own, unseenWords(measured))
	);
}
function directionWords({ download, upload }) {
	return sentences(downloadWords(download), uploadWords(upload));
}
function downloadWords(bytes) {
	const share = model.directionShare(bytes);
	if (share === null) return _("Downloads: not enough data.");
	return _("Downloads: %s of %s bypassed the firewall.").format(
		model.percentText(share),
		model.bytesText(bytes.total_bytes)
	);
}
function uploadWords(bytes) {
	const share = model.directionShare(bytes);
	if (share === null) return _("Uploads: not enough data.");
	return _("Uploads: %s of %s bypassed the firewall.").format(
		model.percentText(share),
		model.bytesText(bytes.total_bytes)
	);
}
function sentences(...texts) {
	return texts.filter((text) => text !== "").join(" ");
}
function ownWords({ own_bytes, slow_bytes }) {
	if (own_bytes <= OWN_SHARE * slow_bytes) return "";
	const share = model.percentText(own_bytes / slow_bytes);
	return _(
		"However, %s of the rest was the router’s own traffic, such as that of its VPN or proxy, which is never offloaded. If the download ran on the router, run it on another device and measure again."
	).format(share);
}
function unseenWords({ hardware_entries }) {
	if (hardware_entries === 0) return "";
	return _("Connections offloaded to hardware may have carried more: not every driver counts them.");
}

return baseclass.extend({
	describeMeasurement
});
