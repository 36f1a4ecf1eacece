with invoices as (
  select invoice_id, invoice_date from <%= it.ref('int_invoice') %> where gross_amount > 0
),

invoice_lines as (
  select *
  from <%= it.ref('int_invoice_line') %>
  where kind = 'invoice'
),

order_lines as (
  select
    order_line_id,
    order_id,
    party_id,
    coalesce(line_no, 9223372036854775807) as line_no,
    greatest(coalesce(line_net, 0), 0) as line_net,
    greatest(coalesce(quantity * factor, quantity), 0) as ordered_quantity
  from <%= it.ref('int_order_line') %>
),

drivers as (
  select order_line_id, quantity, freight_weight from <%= it.ref('int_line_driver') %>
),

converted as (
  select
    invoice_lines.invoice_line_id,
    invoice_lines.invoice_id,
    invoice_lines.order_line_id,
    invoice_lines.order_id,
    invoice_lines.party_id,
    invoice_lines.reason,
    coalesce(
      <%= it.macro('convert', { amount: 'invoice_lines.gross_amount', currency: 'invoice_lines.currency', rate: 'exchange_rate' }) %>,
      <%= it.money('invoice_lines.gross_amount') %>
    ) as gross
  from invoice_lines
  inner join invoices on invoices.invoice_id = invoice_lines.invoice_id
  <%= it.macro('exchange_rate_join', { as: 'exchange_rate', currency: 'invoice_lines.currency', date: 'invoices.invoice_date' }) %>
),

order_level as (
  select
    converted.invoice_line_id,
    converted.invoice_id,
    converted.gross,
    order_lines.order_line_id,
    order_lines.order_id,
    order_lines.line_no,
    case converted.reason when 'freight' then drivers.quantity else order_lines.ordered_quantity end as quantity,
    case converted.reason when 'freight' then drivers.freight_weight else order_lines.line_net end as driver
  from converted
  inner join order_lines on order_lines.order_id = converted.order_id
  inner join drivers on drivers.order_line_id = order_lines.order_line_id
  where converted.order_line_id is null
),

order_level_weighted as (
  select
    *,
    case when sum(driver) over (partition by invoice_line_id) = 0 then greatest(quantity, 0) else driver end as weight
  from order_level
),

order_level_parts as (
  <%= it.macro('allocate', { from: 'order_level_weighted', document: 'invoice_line_id', amount: 'gross', weight: 'weight', ties: 'order_id, line_no, order_line_id' }) %>
),

on_order_lines as (
  select invoice_id, order_line_id, gross from converted where order_line_id is not null
  union all
  select invoice_id, order_line_id, part as gross from order_level_parts
),

weights as (
  select
    on_order_lines.invoice_id,
    on_order_lines.order_line_id,
    cast(null as varchar) as invoice_line_id,
    min(order_lines.order_id) as order_id,
    min(order_lines.party_id) as party_id,
    min(order_lines.line_no) as line_no,
    sum(on_order_lines.gross) as gross
  from on_order_lines
  inner join order_lines on order_lines.order_line_id = on_order_lines.order_line_id
  group by on_order_lines.invoice_id, on_order_lines.order_line_id
  union all
  select
    invoice_id,
    null as order_line_id,
    invoice_line_id,
    null as order_id,
    party_id,
    null as line_no,
    gross
  from converted
  where order_line_id is null and invoice_line_id not in (select invoice_line_id from order_level)
),

positive as (
  select
    invoice_id,
    order_line_id,
    invoice_line_id,
    order_id,
    party_id,
    row_number() over (order by invoice_id, order_id nulls last, line_no, order_line_id, invoice_line_id) as weight_number,
    cast(greatest(gross, 0) as <%= it.money_type %>) as weight
  from weights
)

select * from positive
