/**
 * Adds our few rules to the page once. Colours are the theme's own or follow the text (currentColor), so that every theme, light or dark,
 * fits; LuCI's classes do the rest.
 */
export function addStyle(): void {
	const id = 'nft-offload-style';
	if (document.getElementById(id)) return;
	const style = E('style', { id }, [RULES]);
	document.head.append(style);
}

const RULES = `
.nft-offload-verdict { display: flex; flex-wrap: wrap; gap: .5em 1em; align-items: center; margin-bottom: .5em }
.nft-offload-verdict .label { font-size: 110%; white-space: normal }
.nft-offload-rungs { list-style: none; display: flex; flex-wrap: wrap; gap: .25em 1.25em; margin: .5em 0; padding: 0 }
.nft-offload-rung.open { opacity: .75 }
.nft-offload-rung.failed { font-weight: bold }
.nft-offload-help { margin: .5em 0; display: flex; flex-wrap: wrap; gap: .5em; align-items: center }
.nft-offload-help code { overflow-wrap: anywhere }
.nft-offload-path { width: 100%; max-width: 40em; height: auto; display: block }
.nft-offload-path .way { fill: none; stroke: currentColor; stroke-opacity: .35; stroke-linecap: round }
.nft-offload-path .slow { stroke: #c77700; stroke-opacity: .9 }
.nft-offload-path .fast { stroke: #2e8540; stroke-opacity: .9 }
.nft-offload-path .box { fill: none; stroke: currentColor }
.nft-offload-path text { fill: currentColor; font-size: 13px; text-anchor: middle }
.nft-offload-meter { display: flex; height: 1.2em; border: 1px solid currentColor; border-radius: 3px; overflow: hidden }
.nft-offload-meter span { transition: flex-grow .5s }
.nft-offload-legend { list-style: none; display: flex; flex-wrap: wrap; gap: .25em 1.25em; margin: .5em 0; padding: 0 }
.nft-offload-legend li::before { content: ''; display: inline-block; width: .8em; height: .8em; margin-right: .4em; background: var(--nft-offload-part) }
.nft-offload-chart { position: relative; min-height: 16em }
@media (prefers-reduced-motion: reduce) { .nft-offload-meter span { transition: none } }
`;
