import { build } from "../../warehouse/runner/build.ts";
import { type Bench, compared, seconds } from "./stopwatch.ts";

const bareJoin = `
  select lines.order_line_id, sum(invoices.net) as net, sum(shipped.cost) as cost
  from canonical.order_lines as lines
  inner join canonical.orders as orders on orders.source = lines.source and orders.order_id = lines.order_id
  left join (
    select source, order_line_id, sum(net_amount) as net from canonical.invoice_lines group by all
  ) as invoices on invoices.source = lines.source and invoices.order_line_id = lines.order_line_id
  left join (
    select deliveries.source, deliveries.order_line_id, sum(deliveries.quantity * costs.unit_cost) as cost
    from canonical.deliveries as deliveries
    left join canonical.batch_costs as costs on costs.source = deliveries.source and costs.lot_id = deliveries.lot_id
    group by all
  ) as shipped on shipped.source = lines.source and shipped.order_line_id = lines.order_line_id
  group by lines.order_line_id`;

/** The whole build, against its own statements run bare and against one scan-join-aggregate of the same tables. */
export const benchBuild: Bench = async ({ connection, graph, buildOptions, withPublished }) => {
  const timings: { name: string; taken: number }[] = [];
  let built = 0;
  let bare = 0;
  await withPublished(async () => {
    const result = { models: [] as { model: string; milliseconds: number }[], checks: 0 };
    built = await seconds(async () => {
      const outcome = await build(buildOptions);
      if (outcome.status === "failed") throw new Error("the build failed its tests");
      result.models = outcome.models;
    });
    timings.push(...result.models.map(({ model, milliseconds }) => ({ name: model, taken: milliseconds / 1000 })));
    for (const { model, sql } of graph) {
      if (model.options.materialized !== "table") continue;
      bare += await seconds(() => connection.execute(`create or replace table meta.bare as ${sql}`));
    }
    await connection.execute("drop table meta.bare");
  });
  const models = timings.reduce((sum, { taken }) => sum + taken, 0);
  const single = await seconds(() => connection.execute(`create or replace temp table joined as ${bareJoin}`));
  const slowest = timings.sort((one, other) => other.taken - one.taken).slice(0, 10);
  return [
    `build with its tests: ${built.toFixed(1)} s`,
    compared("all models", models, bare, "the same statements run bare"),
    compared("all models", models, single, "one scan-join-aggregate of orders, lines, invoices, deliveries and lots"),
    ...slowest.map(({ name, taken }) => `  ${name}: ${taken.toFixed(1)} s, ${((100 * taken) / models).toFixed(0)} %`),
  ];
};
