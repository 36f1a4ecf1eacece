with job_costs as (
  select * from <%= it.ref('stg_job_costs') %> where order_line_id is not null
),

order_lines as (
  select order_line_id, quantity from <%= it.ref('int_order_line') %>
),

shipments as (
  select * from <%= it.ref('int_shipment') %>
),

ranked as (
  select *, row_number() over (partition by order_line_id order by revision desc, source) as rank from job_costs
),

latest as (
  select order_line_id, unit_cost, amount, currency from ranked where rank = 1
),

shipped as (
  select order_line_id, sum(quantity) as quantity, min(shipped_on) as first_shipped_on
  from shipments
  where order_line_id in (select order_line_id from latest)
  group by order_line_id
),

earned as (
  select
    latest.order_line_id,
    latest.unit_cost,
    latest.currency,
    shipped.first_shipped_on,
    case
      when latest.unit_cost is not null or latest.amount is null then null
      when shipped.quantity >= order_lines.quantity then cast(latest.amount as decimal(24, 10))
      else cast(cast(<%= it.macro('divide_round', {
        numerator: 'cast(latest.amount * 10000000000 as hugeint) * cast(shipped.quantity * 1000000::bigint as hugeint)',
        denominator: 'cast(order_lines.quantity * 1000000::bigint as hugeint)',
      }) %> as decimal(30, 0)) * 0.0000000001 as decimal(24, 10))
    end as amount
  from latest
  inner join order_lines on order_lines.order_line_id = latest.order_line_id
  inner join shipped on shipped.order_line_id = latest.order_line_id
),

converted as (
  select
    earned.*,
    <%= it.macro('convert', { amount: 'earned.amount', currency: 'earned.currency', rate: 'exchange_rate' }) %> as cost
  from earned
  <%= it.macro('exchange_rate_join', { as: 'exchange_rate', currency: 'earned.currency', date: 'earned.first_shipped_on' }) %>
),

targets as (
  select
    converted.order_line_id,
    shipments.document,
    coalesce(shipments.delivery_id, '') as delivery_id,
    coalesce(shipments.lot_id, '') as lot_id,
    converted.unit_cost,
    converted.currency,
    converted.cost,
    greatest(shipments.quantity, 0) as quantity
  from converted
  inner join shipments on shipments.order_line_id = converted.order_line_id
),

parts as (
  <%= it.macro('allocate', { from: 'targets', document: 'order_line_id', amount: 'cost', weight: 'quantity', ties: 'delivery_id, lot_id, document' }) %>
)

select document, order_line_id, unit_cost, currency, part as cost from parts
