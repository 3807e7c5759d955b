/** The chart library as a LuCI module (tools/luci/third-party.ts), https://github.com/leeoniya/uPlot; loaded when it is first needed. */
interface UplotModule {
	uPlot: typeof import('uplot');
	/** Its style sheet. */
	css: string;
}
