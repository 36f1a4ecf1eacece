with documents as (
  select * from <%= it.ref('int_cost_document') %> where order_line_id is null and (order_id is not null or delivery_id is not null)
),

line_drivers as (
  select * from <%= it.ref('int_line_driver') %>
),

delivery_drivers as (
  select * from <%= it.ref('int_delivery_driver') %>
),

order_lines as (
  select order_line_id, coalesce(factor, 1) as factor from <%= it.ref('int_order_line') %>
),

returned as (
  select returns.order_line_id, sum(returns.quantity * order_lines.factor) as quantity
  from <%= it.ref('stg_returns') %> as returns
  inner join order_lines on order_lines.order_line_id = returns.order_line_id
  group by returns.order_line_id
),

reached as (
  select
    documents.source_document,
    documents.step,
    documents.basis,
    documents.driver,
    documents.amount,
    documents.effective_date,
    drivers.order_line_id,
    drivers.order_id,
    drivers.line_no,
    drivers.quantity,
    drivers.freight_weight,
    drivers.packages,
    drivers.net_value
  from documents
  inner join delivery_drivers as drivers on drivers.delivery_id = documents.delivery_id
  union all
  select
    documents.source_document,
    documents.step,
    documents.basis,
    documents.driver,
    documents.amount,
    documents.effective_date,
    drivers.order_line_id,
    drivers.order_id,
    drivers.line_no,
    drivers.quantity,
    drivers.freight_weight,
    drivers.packages,
    drivers.net_value
  from documents
  inner join line_drivers as drivers on drivers.order_id = documents.order_id
  where documents.delivery_id is null
),

weighted as (
  select
    reached.*,
    case
      when reached.driver = 'returned' and sum(coalesce(returned.quantity, 0)) over (partition by reached.source_document, reached.step, reached.basis) > 0
        then coalesce(returned.quantity, 0)
      when reached.driver in ('returned', 'freight') then reached.freight_weight
      when reached.driver = 'packages' then reached.packages
      when reached.driver = 'net_value' then reached.net_value
      else reached.quantity
    end as weight
  from reached
  left join returned on returned.order_line_id = reached.order_line_id
),

parts as (
  <%= it.macro('allocate', {
    from: 'weighted', document: 'source_document, step, basis', amount: 'amount', weight: 'greatest(weight, 0)', fallback: 'greatest(quantity, 0)',
    ties: 'order_id, line_no, order_line_id',
  }) %>
),

shared as (
  select
    source_document,
    step,
    basis,
    driver,
    amount as document_amount,
    effective_date,
    order_line_id,
    order_id,
    part as amount
  from parts
)

select * from shared
