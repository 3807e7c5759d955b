import QUnit from 'qunit';
import { SERIES_COLOURS } from '../../../src/model/chart/series.ts';
import { PATH_COLOURS } from '../../../src/model/path-diagram.ts';

/** Backgrounds of sections: the darkest white and the lightest black of the themes bootstrap, material, openwrt, openwrt-2020 and argon. */
const PAPERS = ['#f4f5f7', '#252526'];

/** As WCAG defines it. */
function luminance(colour: string): number {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
		const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
		return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
	const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
	return (light + 0.05) / (dark + 0.05);
}

QUnit.module('colours', () => {
	for (const [name, colour] of Object.entries({ ...SERIES_COLOURS, ...PATH_COLOURS }))
		QUnit.test(`${name}: 3 to 1 on every theme`, (assert) => {
			for (const paper of PAPERS) assert.true(contrast(colour, paper) >= 3, `${colour} on ${paper}`);
		});
});
