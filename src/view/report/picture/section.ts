import type { Report, Source } from '../../../model/report/index.ts';
import { exportButton, fileName, save } from '../export-buttons.ts';
import type { Scheme } from './canvas.ts';
import { drawPicture } from './draw.ts';

export interface PictureSection {
	readonly element: HTMLElement;
	show(report: Report, source: Source): void;
}

/** The report as a picture, light or dark, to be saved as a PNG file. */
export function pictureSection(): PictureSection {
	const canvas = E('canvas', { class: 'nft-offload-card', role: 'img' }) as HTMLCanvasElement;
	const scheme = E('select', { class: 'cbi-input-select', id: 'nft-offload-scheme' }, [
		E('option', { value: 'light' }, [_('Light')]),
		E('option', { value: 'dark' }, [_('Dark')]),
	]) as HTMLSelectElement;
	let draw = () => {};
	let made = 0;
	scheme.addEventListener('change', () => draw());
	const download = () => canvas.toBlob((blob) => blob && save(blob, fileName('card', made, 'png')));
	const element = E('div', { class: 'cbi-section' }, [
		canvas,
		E('div', { class: 'nft-offload-help' }, [
			exportButton('picture', _('Save picture'), download),
			E('label', { for: scheme.id }, [_('Colours')]),
			scheme,
		]),
	]);
	return {
		element,
		show(report, source) {
			made = report.made;
			canvas.setAttribute('aria-label', _('%s: %s').format(report.badge.text, report.headline.text));
			draw = () => drawPicture(canvas, report, source, scheme.value as Scheme);
			draw();
		},
	};
}
