/** Adds the rules of the chart, which only the overview has. */
export function addChartStyle(): void {
	const id = 'nft-offload-chart-style';
	if (!document.getElementById(id)) document.head.append(E('style', { id }, [RULES]));
}

const RULES = `
.nft-offload-chart { display: grid; grid-template-columns: auto 1fr auto; gap: 1em .5em }
.nft-offload-chart .axis { display: flex; flex-direction: column-reverse; justify-content: space-between; text-align: right }
.nft-offload-chart .axis span { height: 0; line-height: 0 }
.nft-offload-chart .times { display: flex }
.nft-offload-chart .times span { flex: 1; text-align: center; white-space: nowrap }
.nft-offload-chart .times :first-child { text-align: left }
.nft-offload-chart .times :last-child { text-align: right }
.nft-offload-plot { height: 7em; touch-action: pan-y; cursor: crosshair }
.nft-offload-plot svg { display: block; width: 100%; height: 100%; overflow: visible }
.nft-offload-plot path { fill: none; vector-effect: non-scaling-stroke; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round }
.nft-offload-plot .grid { stroke: currentColor; stroke-opacity: .25; stroke-width: 1 }
.nft-offload-plot .softirq, .nft-offload-plot .reload { stroke-dasharray: 4 4 }
.nft-offload-plot .mark { stroke: #c77700 }
.nft-offload-plot .cursor { stroke: currentColor; stroke-width: 1 }
.nft-offload-series li { min-height: 24px }
.nft-offload-series li::before { display: none }
.nft-offload-series label { display: inline; float: none; width: auto; padding: 0 }
.nft-offload-series b { white-space: nowrap }
.nft-offload-series i { display: inline-block; width: 1.5em; border-top: 3px solid; vertical-align: middle }
.nft-offload-series i.mark { width: 0; height: 1em; border: 0; border-left: 3px solid #c77700 }
.nft-offload-series i.softirq { border-top-style: dashed }
.nft-offload-series i.reload { border-left-style: dashed }
`;
