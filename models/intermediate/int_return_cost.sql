with returns as (
  select * from <%= it.ref('stg_returns') %> where order_line_id is not null
),

order_lines as (
  select order_line_id, order_id, order_date, shipped_date from <%= it.ref('int_order_line') %>
),

sources as (
  select source, currency from <%= it.ref('int_source') %>
),

costs as (
  select * from <%= it.ref('int_shipment_cost') %> where order_line_id in (select order_line_id from returns)
),

costs_of_line as (
  select
    order_line_id,
    sum(quantity) as quantity,
    case when bool_or(cost is null) then null else sum(cost) end as cost,
    min(shipped_on) as first_shipped_on
  from costs
  group by order_line_id
),

costs_of_lot as (
  select
    order_line_id,
    lot_id,
    sum(quantity) as quantity,
    case when bool_or(cost is null) then null else sum(cost) end as cost
  from costs
  where lot_id is not null
  group by order_line_id, lot_id
),

returned as (
  select
    returns.return_id,
    returns.order_line_id,
    order_lines.order_id,
    coalesce(returns.disposition, 'scrap') as disposition,
    returns.quantity,
    returns.rework_cost,
    sources.currency,
    case when costs_of_lot.order_line_id is not null then costs_of_lot.quantity else costs_of_line.quantity end as shipped_quantity,
    case when costs_of_lot.order_line_id is not null then costs_of_lot.cost else costs_of_line.cost end as shipped_cost,
    costs_of_line.order_line_id is not null as is_costed,
    coalesce(returns.received_on, costs_of_line.first_shipped_on, order_lines.shipped_date, order_lines.order_date) as received_on
  from returns
  inner join order_lines on order_lines.order_line_id = returns.order_line_id
  inner join sources on sources.source = returns.source
  left join costs_of_line on costs_of_line.order_line_id = returns.order_line_id
  left join costs_of_lot on costs_of_lot.order_line_id = returns.order_line_id and costs_of_lot.lot_id = returns.lot_id
),

valued as (
  select
    returned.*,
    case
      when returned.shipped_quantity > 0
        then <%= it.macro('from_units', { units: it.macro('divide_round', {
          numerator: `${it.macro('to_units', { amount: 'returned.shipped_cost' })} * cast(returned.quantity * 1000000::bigint as hugeint)`,
          denominator: 'cast(returned.shipped_quantity * 1000000::bigint as hugeint)',
        }) }) %>
    end as goods,
    <%= it.macro('convert', { amount: 'returned.rework_cost', currency: 'returned.currency', rate: 'exchange_rate' }) %> as rework
  from returned
  <%= it.macro('exchange_rate_join', { as: 'exchange_rate', currency: 'returned.currency', date: 'returned.received_on' }) %>
),

entries as (
  select return_id, order_line_id, order_id, goods as amount, received_on as effective_date, disposition as basis
  from valued
  where disposition in ('restock', 'rework') and is_costed
  union all
  select return_id, order_line_id, order_id, -rework as amount, received_on as effective_date, disposition as basis
  from valued
  where disposition = 'rework' and rework_cost is not null and rework_cost <> 0
)

select * from entries
