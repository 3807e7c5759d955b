import type { Status } from '../rpc/types/index.ts';
import * as model from './index.ts';

/** Above this share of the bytes on the slow path the router's own traffic spoils the result. */
const OWN_SHARE = 0.5;

/** The outcome of a measurement in words, with its figures for each direction. `status`: of the router that was measured, where it is known. */
export function describeMeasurement(
	measured: model.Measurement,
	status: Status | null = null
): model.Finding {
	const verdict = model.judgeMeasurement(measured);
	const isJudged = verdict === 'partly' || verdict === 'not-working';
	const sqm = status && isJudged ? sqmExcuses(measured, status) : [];
	if (sqm.length > 0) return besideSqm(measured, sqm);
	switch (verdict) {
		case 'working':
			return model.finding('working', 'success', sentences(_('Offloading works.'), directionWords(measured)));
		case 'partly':
			return partly(measured);
		case 'not-working':
			return notWorking(measured);
		case 'hardware':
			return model.finding(
				'hardware',
				'info',
				N_(
					measured.hardware_entries,
					'%s connection is offloaded to hardware, but the WAN counter barely moved. If your download was running, the hardware handled it; this driver does not report how much.',
					'%s connections are offloaded to hardware, but the WAN counter barely moved. If your download was running, the hardware handled it; this driver does not report how much.'
				).format(model.countText(measured.hardware_entries))
			);
		case 'not-enough':
			return model.finding(
				'not-enough',
				'info',
				_(
					'Only %s of traffic in %d s. A result needs at least 20 MB. Start a larger download on a device in your network and measure again.'
				).format(model.bytesText(measured.total_bytes), Math.round(measured.seconds))
			);
	}
}

/** Why downloads took the slow path, where SQM takes them off the fast one; empty where nothing needs an excuse. */
function sqmExcuses(measured: model.Measurement, status: Status): string[] {
	const isSlow = ['partly', 'not-working'].includes(model.judgeDirection(measured.download));
	return isSlow && measured.mode !== 'off' ? model.sqmSentences(status) : [];
}

/** Downloads prove nothing then: uploads alone decide. */
function besideSqm(measured: model.Measurement, sqm: string[]): model.Finding {
	const uploads = model.judgeDirection(measured.upload);
	if (uploads === 'not-enough')
		return model.finding('not-enough', 'info', sentences(directionWords(measured), ...sqm));
	const isBad = uploads === 'not-working' && model.judgeMeasurement(measured) === 'not-working';
	return isBad ? notWorking(measured, sqm) : partly(measured, sqm);
}

function partly(measured: model.Measurement, sqm: string[] = []): model.Finding {
	const words = [directionWords(measured), ...sqm, ownWords(measured), unseenWords(measured)];
	return model.finding('partly', 'notice', sentences(_('Offloading works in part.'), ...words));
}

function notWorking(measured: model.Measurement, sqm: string[] = []): model.Finding {
	const directions = directionWords(measured);
	if (measured.mode === 'off')
		return model.finding(
			'not-working',
			'info',
			sentences(_('Offloading is off, so this is as expected.'), directions)
		);
	const own = ownWords(measured);
	const words = own ? '' : _('Offloading does not work.');
	return model.finding(
		'not-working',
		'warning',
		sentences(words, directions, ...sqm, own, unseenWords(measured))
	);
}

/** Each direction separately: one may work where the other does not. */
function directionWords({ download, upload }: model.Measurement): string {
	return sentences(downloadWords(download), uploadWords(upload));
}

function downloadWords(bytes: model.DirectionBytes): string {
	const share = model.directionShare(bytes);
	if (share === null) return _('Downloads: not enough data.');
	return _('Downloads: %s of %s bypassed the firewall.').format(
		model.percentText(share),
		model.bytesText(bytes.total_bytes)
	);
}

function uploadWords(bytes: model.DirectionBytes): string {
	const share = model.directionShare(bytes);
	if (share === null) return _('Uploads: not enough data.');
	return _('Uploads: %s of %s bypassed the firewall.').format(
		model.percentText(share),
		model.bytesText(bytes.total_bytes)
	);
}

/** What there is to say, one sentence after the other. */
function sentences(...texts: string[]): string {
	return texts.filter((text) => text !== '').join(' ');
}

/** A download of the router itself proves nothing against offloading. */
function ownWords({ own_bytes, slow_bytes }: model.Measurement): string {
	if (own_bytes <= OWN_SHARE * slow_bytes) return '';
	const share = model.percentText(own_bytes / slow_bytes);
	return _(
		'However, %s of the rest was the router’s own traffic, such as that of its VPN or proxy, which is never offloaded. If the download ran on the router, run it on another device and measure again.'
	).format(share);
}

/** A device that does not count what the hardware forwards makes hardware look like none. */
function unseenWords({ hardware_entries }: model.Measurement): string {
	if (hardware_entries === 0) return '';
	return _('Connections offloaded to hardware may have carried more: not every driver counts them.');
}
