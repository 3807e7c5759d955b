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
.nft-offload-toolbar .nft-offload-check { padding: .4em 0 }
.nft-offload-sort { background: none; border: 0; padding: 0; margin: 0; font: inherit; color: inherit; cursor: pointer; text-align: inherit }
.nft-offload-connections .td, .nft-offload-connections .th { vertical-align: top }
.nft-offload-connections .td.right { white-space: nowrap }
.nft-offload-name, .nft-offload-connections small, .nft-offload-lines { overflow-wrap: anywhere }
.nft-offload-connections summary { cursor: pointer }
.nft-offload-connections .label { margin-inline-start: 0 }
.nft-offload-lines { padding-inline-start: 1em; font-size: 90% }
.nft-offload-why { font-size: 90%; max-width: 30em }
.nft-offload-name { max-width: 12em }
.nft-offload-group .th, .nft-offload-group .td { font-weight: bold }
@media screen and (max-width: 600px) {
.nft-offload-field { flex: 1 1 40% }
.nft-offload-field select, .nft-offload-field input[type=text] { width: 100% }
.nft-offload-connections .td.nft-offload-wide, .nft-offload-connections .td.nft-offload-name,
.nft-offload-group .th { flex: 1 1 100%; max-width: none }
.nft-offload-group .th { display: block }
}
`;
