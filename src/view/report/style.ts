/** Adds the rules of this page once. */
export function addStyle(): void {
	const id = 'nft-offload-report-style';
	if (!document.getElementById(id)) document.head.append(E('style', { id }, [RULES]));
}

const RULES = `
.nft-offload-options { display: flex; flex-wrap: wrap; gap: .5em 2em; align-items: flex-start; margin: .5em 0 }
.nft-offload-options fieldset { border: 0; margin: 0; padding: 0; min-width: 0 }
.nft-offload-options legend { font-size: 100%; font-weight: bold; border: 0; margin: 0; padding: 0; color: inherit; width: auto; line-height: 1.5 }
.nft-offload-options label { display: block; float: none; width: auto; padding: .15em 0; text-align: start }
.nft-offload-report select, .nft-offload-report input[type=file] { max-width: 100%; width: auto }
.nft-offload-actions { display: flex; flex-wrap: wrap; gap: .5em; align-items: center; margin: .5em 0 }
.nft-offload-preview { width: 100%; box-sizing: border-box; height: 30em; font-family: monospace; font-size: 90%; white-space: pre; resize: vertical }
.nft-offload-card { display: block; width: 100%; max-width: 50em; height: auto; border: 1px solid currentColor }
`;
