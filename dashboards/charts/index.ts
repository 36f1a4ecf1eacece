/** Every chart, one file each; loaded with Plot only when a page draws it. */
export const charts = {
  monthlyTrend: () => import("./monthly-trend.ts"),
  productScatter: () => import("./product-scatter.ts"),
  profitWaterfall: () => import("./profit-waterfall.ts"),
  whaleCurve: () => import("./whale-curve.ts"),
};
