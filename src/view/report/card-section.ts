import type { CardContent } from '../../model/report/index.ts';
import { drawCard } from './card/card.ts';
import type { Scheme } from './card/paint.ts';
import { fileName, save } from './share.ts';

export interface PictureSection {
	readonly element: HTMLElement;
	show(content: CardContent): void;
}

/** The report as a picture, light or dark, to be saved as a PNG file. */
export function pictureSection(): PictureSection {
	const canvas = E('canvas', { class: 'nft-offload-card', role: 'img' }) as HTMLCanvasElement;
	const scheme = E('select', { class: 'cbi-input-select', id: 'nft-offload-scheme' }, [
		E('option', { value: 'light' }, [_('Light')]),
		E('option', { value: 'dark' }, [_('Dark')]),
	]) as HTMLSelectElement;
	let shown: CardContent | null = null;
	const draw = () => {
		if (!shown) return;
		drawCard(canvas, shown, scheme.value as Scheme);
		canvas.setAttribute('aria-label', _('%s: %s').format(shown.badge.text, shown.headline));
	};
	const download = () => {
		const made = shown?.made ?? 0;
		canvas.toBlob((blob) => blob && save(blob, fileName('card', made, 'png')), 'image/png');
	};
	scheme.addEventListener('change', draw);
	const element = E('div', { class: 'cbi-section' }, [
		E('h3', [_('Picture')]),
		E('div', { class: 'nft-offload-actions' }, [
			E('label', { for: scheme.id }, [_('Colours')]),
			scheme,
			E(
				'button',
				{
					type: 'button',
					class: 'btn cbi-button cbi-button-action',
					id: 'nft-offload-picture',
					click: download,
				},
				[_('Save picture')]
			),
		]),
		canvas,
	]);
	return {
		element,
		show(content) {
			shown = content;
			draw();
		},
	};
}
