/** The rules of this page alone. */
export const STYLE = `
.nft-offload-options { display: flex; flex-wrap: wrap; gap: 1em 2em; margin-bottom: .5em }
.nft-offload-options > * { min-width: 0; max-width: 100% }
.nft-offload-report .nft-offload-help label { float: none; width: auto; padding: 0 }
.nft-offload-options label { display: block; min-height: 24px; float: none; width: auto; padding: 0; text-align: start }
.nft-offload-report select, .nft-offload-report input[type=file] { width: auto; max-width: 100%; margin: 0 }
.nft-offload-preview { width: 100%; box-sizing: border-box; height: 30em; font-family: monospace; white-space: pre }
.nft-offload-card { width: 100%; max-width: 50em; border: 1px solid }
`;
