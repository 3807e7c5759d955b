/**
 * Adds our few rules to the page once. Colours are the theme's own or follow the text (currentColor), so that every theme, light or dark,
 * fits; LuCI's classes do the rest. Badges, messages and buttons have colours of their own: no theme gives all of them 4.5 to 1
 * (WCAG 2.2, 1.4.3).
 */
export function addStyle(): void {
	const id = 'nft-offload-style';
	if (document.getElementById(id)) return;
	const style = E('style', { id }, [RULES]);
	document.head.append(style);
	const [language = ''] = document.documentElement.lang.split('-');
	// LuCI has no direction of its own: its layout around the page stays as it is.
	if (RIGHT_TO_LEFT.includes(language)) {
		document.getElementById('view')?.setAttribute('dir', 'rtl');
		style.append(RIGHT_TO_LEFT_RULES);
	}
}

/** Our pages, and the dialogs over them. */
const PAGE = ':is(#view, #modal_overlay)';
const MESSAGE = ':is(#view, #modal_overlay .modal) .alert-message';

/** Languages that are written from right to left. */
const RIGHT_TO_LEFT = ['ar', 'fa', 'he', 'ur'];

/** Where themes, which know no direction, say left and right. */
const RIGHT_TO_LEFT_RULES = `
#modal_overlay .modal { direction: rtl; text-align: start }
#view svg, #view .nft-offload-chart { direction: ltr }
#view svg text { direction: rtl }
#view .td { unicode-bidi: plaintext }
${PAGE} .left { text-align: right !important }
${PAGE} .right { text-align: left !important }
#view .cbi-value-description { margin-inline: 1.5em 0 }
#view .cbi-value-description::before { left: auto !important; right: -1.5em }
`;

const RULES = `
#view .cbi-section { margin-top: .75em; padding: .5em .75em }
#view .cbi-section .cbi-section { margin: 0; padding: 0; border: 0; background: none; box-shadow: none }
#view .cbi-section > h3 { margin: .25em 0 .5em; padding: 0 }
#view .cbi-section p { padding: 0 }
#view h2 { margin: .25em 0 .5em }
${PAGE} [hidden] { display: none !important }
#view :is(a, button, input, select, textarea, summary, .btn, [tabindex]) { scroll-margin-block: 6rem 1rem }
#modal_overlay .modal > h4 { color: inherit }
${PAGE} :is(pre, code) { white-space: pre-wrap; overflow-wrap: anywhere }
body > .cbi-tooltip { max-width: 80vw; white-space: pre-wrap }
#view .cbi-value-description, #view .cbi-section-descr, #view .cbi-map-descr { color: inherit; opacity: 1 }
${PAGE} li { color: inherit }
#view p a { text-decoration: underline }
#view summary { display: list-item; min-height: 24px; list-style: inside disclosure-closed; cursor: pointer; padding: .25em 0 }
#view details[open] > summary { list-style-type: disclosure-open }
#view details > ul { padding-inline-start: 1.25em }
#view details > ul > li { list-style: disc outside }
#view details h3 { font-size: 1.1em; margin: .75em 0 .25em }
#view .nft-offload-band { display: flex; flex-flow: row wrap; gap: .5em 2em; align-items: flex-start }
.nft-offload-columns { display: flex; flex-wrap: wrap; gap: .75em 1.5em; margin: .75em 0; align-items: stretch }
#view .nft-offload-columns > * { flex: 1 1 26em; min-width: 0; margin: 0 }
#view .cbi-section .nft-offload-columns { margin: 0 }
#view .nft-offload-columns p { margin: .25em 0 .5em }
.nft-offload-counts th, .nft-offload-counts td { padding: .25em .15em }
.nft-offload-counts td { white-space: nowrap }
.nft-offload-dense th, .nft-offload-dense td { padding: .25em .4em }
.nft-offload-answer { flex: 1 1 20em; min-width: 0 }
.nft-offload-picture { flex: 1 1 20em; max-width: 32em; min-width: 0 }
.nft-offload-badge { display: inline-block; padding: .25em .75em; border-radius: 4px; font-weight: bold; line-height: 1.4; color: #fff; background: #4a5560; border: 1px solid transparent }
.nft-offload-badge[data-level=success] { background: #1d6b2f }
.nft-offload-badge[data-level=warning] { background: #8a5300 }
.nft-offload-badge[data-level=danger] { background: #a3201a }
#view .nft-offload-sentence { margin: .5em 0; font-size: 110% }
#view .nft-offload-share { margin: .25em 0 0; text-align: center }
.nft-offload-hint { margin: .25em 0; padding-inline-start: .75em; border-inline-start: 4px solid #10567f }
.nft-offload-hint[data-level=warning] { border-color: #c77700 }
.nft-offload-hint[data-level=danger] { border-color: #a3201a }
.nft-offload-below { margin: 0 0 .5em }
.nft-offload-below .alert-message { margin: .5em 0; padding: .5em .75em }
#nft-offload-measure .alert-message { margin: .5em 0 }
${MESSAGE} { color: #fff !important; background: #4a5560 !important; border-color: transparent; text-shadow: none }
${MESSAGE}.success { background: #1d6b2f !important }
${MESSAGE}:is(.info, .notice) { background: #10567f !important }
${MESSAGE}.warning { background: #8a5300 !important }
${MESSAGE}:is(.danger, .error) { background: #a3201a !important }
${MESSAGE} a:not(.btn) { color: inherit }
#view .nft-offload-below p { margin: .25em 0 }
.nft-offload-confirmations { margin: .25em 0; padding-inline-start: 1.25em }
.nft-offload-actions { display: flex; flex-wrap: wrap; gap: .5em; justify-content: end; margin-block: .5em; margin-inline: auto 0 }
#view :is(th, td) { overflow-wrap: break-word }
#view th { word-break: keep-all }
.nft-offload-checks { display: flex; flex-wrap: wrap; gap: .25em 1.25em; margin: .5em 0; padding: 0 }
.nft-offload-check.open { opacity: .75 }
.nft-offload-check.failed, .nft-offload-check.partly { font-weight: bold }
.nft-offload-help:empty { display: none }
.nft-offload-help { margin: .5em 0; display: flex; flex-wrap: wrap; gap: .5em; align-items: center }
#nft-offload-exceptions select, #nft-offload-exceptions input, #nft-offload-exceptions .nft-offload-help > span { max-width: 100%; min-width: 0 }
#nft-offload-exceptions select { width: auto }
#nft-offload-exceptions .add-item { display: flex; max-width: 100%; min-width: 0 }
#nft-offload-exceptions .add-item > .btn { flex: none; min-width: 24px; min-height: 24px }
#nft-offload-exceptions .item span { overflow-wrap: anywhere }
.nft-offload-spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
.nft-offload-help code { display: inline-block; overflow-wrap: anywhere }
.nft-offload-path { width: 100%; height: auto; display: block }
.nft-offload-path .arrow { fill: none; stroke-width: 4; stroke-linejoin: round }
.nft-offload-path .flow { fill: none; stroke: #fff; stroke-width: 2; stroke-linecap: round; stroke-dasharray: 0 24; animation: nft-offload-flow 2s linear infinite }
@keyframes nft-offload-flow { from { stroke-dashoffset: 48 } }
.nft-offload-path .box { fill: none; stroke: currentColor }
.nft-offload-path text { fill: currentColor; font-size: 13px; text-anchor: middle }
.nft-offload-path .title { font-size: 12px }
.nft-offload-path .device { font-size: 11.5px; opacity: .85 }
.nft-offload-path .words { font-weight: bold }
@media (min-width: 601px) and (max-width: 900px) { .nft-offload-dense { font-size: 85% } }
@media (min-width: 601px) and (max-width: 700px) { .nft-offload-dense { font-size: 80% } .nft-offload-dense th, .nft-offload-dense td { padding: .25em .3em } }
@media (max-width: 600px) { .nft-offload-counts th, .nft-offload-counts td { padding: .25em .3em; font-size: 90% } #nft-offload-settings .cbi-value { margin-bottom: 0; padding: .25em } #view h2 { font-size: 1.3em } #view .nft-offload-sentence { font-size: 100% } .nft-offload-checks { font-size: 88%; gap: .25em .75em; margin: .25em 0 } #view .nft-offload-band { gap: 0; padding: 0 } #view .cbi-section { margin-top: .4em; margin-bottom: .4em } #nft-offload-settings .cbi-checkbox { display: inline-block; height: auto; margin-inline: 0 .5em } #nft-offload-settings .cbi-value-description { display: inline; padding: 0 } }
.nft-offload-meter, .nft-offload-legend li::before, .nft-offload-series i { forced-color-adjust: none }
.nft-offload-meter { display: flex; height: 1.2em; border: 1px solid currentColor; border-radius: 3px; overflow: hidden }
.nft-offload-legend { display: flex; flex-wrap: wrap; gap: .25em 1.25em; margin: .5em 0; padding: 0 }
.nft-offload-legend li::before { content: ''; display: inline-block; width: .8em; height: .8em; margin-inline-end: .4em; background: var(--nft-offload-colour) }
#view .nft-offload-legend li, #view .nft-offload-checks li { list-style: none }
#view .nft-offload-counts td.th { border: 0 }
.nft-offload-under { display: flex; flex-wrap: wrap; gap: .5em; align-items: center; justify-content: space-between }
@media (min-width: 601px) and (max-width: 854px) {
${PAGE} table.table { display: table }
${PAGE} tbody { display: table-row-group }
${PAGE} .tr { display: table-row }
${PAGE} :is(.td, .th) { display: table-cell; padding: .25em .4em }
${PAGE} .td::before, ${PAGE} .td::after { content: none }
}
@media (max-width: 600px) {
${PAGE} :is(table.table, tbody) { display: block }
${PAGE} .tr { display: flex; flex-wrap: wrap }
${PAGE} .tr.table-titles { display: none }
${PAGE} :is(.td, .th) { display: block; flex: 2 1 50%; min-width: 0 }
${PAGE} th { flex: 1 1 33% }
${PAGE} .td[data-title] { flex: 1 1 20%; min-width: min-content; padding: .25em .3em }
${PAGE} .td[data-title]::before { content: attr(data-title); display: block; font-weight: bold }
${PAGE} .td[data-title]::after { content: none }
}
@media not all and (prefers-contrast: more) {
${PAGE} .btn { color: #fff !important; background: #4a5560 !important; border: 1px solid #fff; text-shadow: none }
${PAGE} .btn:is(.primary, .cbi-button-action, .cbi-button-apply) { background: #10567f !important }
${PAGE} .btn.cbi-button-positive { background: #1d6b2f !important }
${PAGE} .btn:is(.cbi-button-negative, .cbi-button-remove) { background: #a3201a !important }
${PAGE} .btn:hover { filter: brightness(.8) }
${PAGE} .btn.spinning::before { filter: invert(1) }
}
@media (prefers-contrast: more) { ${PAGE} .btn { color: ButtonText; background: ButtonFace; border: 1px solid ButtonText } }
@media (prefers-reduced-motion: reduce) { .nft-offload-path .flow { animation: none } }
`;
