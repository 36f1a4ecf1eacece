with batch_costs as (
  select * from <%= it.ref('stg_batch_costs') %>
),

latest as (
  select source, lot_id, product_id, max(revision) as revision from batch_costs group by source, lot_id, product_id
),

preliminary as (
  select batch_costs.*, cast(batch_costs.costed_at as date) as costed_on
  from batch_costs
  inner join latest
    on latest.source = batch_costs.source
    and latest.lot_id = batch_costs.lot_id
    and latest.product_id = batch_costs.product_id
    and latest.revision = batch_costs.revision
  where batch_costs.status = 'preliminary' and batch_costs.costed_at < <%= it.as_of %> - 60
),

findings as (
  select
    'batch_costs_preliminary' as control,
    preliminary.source || ':' || preliminary.lot_id || ' ' || preliminary.product_id as finding_key,
    'lot ' || preliminary.lot_id || ' of ' || preliminary.product_id || ' has had a preliminary cost since ' || preliminary.costed_on as what,
    <%= it.macro('convert', { amount: 'preliminary.quantity * preliminary.unit_cost', currency: 'preliminary.currency', rate: 'exchange_rate' }) %>
      as amount,
    preliminary.costed_on as occurred_on
  from preliminary
  <%= it.macro('exchange_rate_join', { as: 'exchange_rate', currency: 'preliminary.currency', date: 'preliminary.costed_on' }) %>
)

select * from findings
