/** Adds the rules of this page once: what LuCI's themes have no class for. Colours follow the text, so that every theme fits. */
export function addStyle(): void {
	const id = 'nft-offload-connections-style';
	if (!document.getElementById(id)) document.head.append(E('style', { id }, [RULES]));
}

const RULES = `
.nft-offload-toolbar { display: flex; flex-wrap: wrap; gap: .5em 1em; align-items: flex-end; margin: .5em 0 1em }
.nft-offload-toolbar label { float: none; width: auto; padding: 0; text-align: start; display: block }
.nft-offload-toolbar input[type=text], .nft-offload-toolbar select { width: auto; min-width: 0; max-width: 100%; margin: 0 }
.nft-offload-field { display: flex; flex-direction: column; min-width: 0; max-width: 100% }
#nft-offload-search { width: 17em }
.nft-offload-toolbar .nft-offload-check { padding: .4em 0 }
#view .nft-offload-sort, #view .nft-offload-toggle { background: none; border: 0; border-radius: 0; box-shadow: none; margin: 0; font: inherit; color: inherit; cursor: pointer; text-align: inherit; word-break: normal }
#view .nft-offload-sort { padding: 0; min-height: 24px; white-space: nowrap }
#view .nft-offload-toggle { display: flex; gap: .5em; align-items: baseline; width: 100%; padding: .25em 0; text-align: start; overflow-wrap: anywhere; outline-offset: -2px }
.nft-offload-toggle::before { content: ''; flex: none; align-self: flex-start; margin-top: .4em; border: .35em solid transparent; border-inline-start-color: currentColor; border-inline-end: 0 }
.nft-offload-toggle[aria-expanded=true]::before { transform: rotate(90deg) }
.nft-offload-connections .td, .nft-offload-connections .th { vertical-align: top }
.nft-offload-connections .td.right { white-space: nowrap }
.nft-offload-name, .nft-offload-connections small, .nft-offload-lines { overflow-wrap: anywhere }
.nft-offload-connections summary { cursor: pointer }
.nft-offload-connections .nft-offload-badge { padding: 0 .4em; font-size: 85%; font-weight: normal }
.nft-offload-connections .nft-offload-badge[data-level=none] { color: inherit; background: none; border-color: currentColor }
.nft-offload-lines { padding-inline-start: 1em; font-size: 90% }
.nft-offload-why { font-size: 90%; max-width: 30em }
.nft-offload-name { min-width: 11em; max-width: 12em }
.nft-offload-group .nft-offload-toggle { font-weight: bold }
.nft-offload-group.nft-offload-group .nft-offload-name { max-width: 16em }
.nft-offload-count { white-space: nowrap }
.nft-offload-group .nft-offload-why { min-height: 1.5em }
.nft-offload-connections .nft-offload-group .td, .nft-offload-connections .nft-offload-group .th { vertical-align: baseline }
.nft-offload-name[hidden] + .nft-offload-what { padding-inline-start: 1.75em }
.nft-offload-member .nft-offload-what, .nft-offload-member .nft-offload-name[hidden] + .nft-offload-what { padding-inline-start: 3em }
@media screen and (max-width: 600px) {
.nft-offload-field { flex: 1 1 40% }
.nft-offload-field:first-child { flex-basis: 100% }
.nft-offload-field select, .nft-offload-field #nft-offload-search { width: 100% }
.nft-offload-connections .td.nft-offload-wide, #view .nft-offload-connections .nft-offload-name { display: block; flex: 1 1 100%; max-width: none }
.nft-offload-connections .td.nft-offload-count { flex: 1 1 auto }
.nft-offload-connections .td.right { flex: 1 1 25% }
}
@media (pointer: coarse) { .nft-offload-toggle { min-height: 44px } }
`;
