with invoice_lines as (
  select *
  from <%= it.ref('int_invoice_line') %>
  where kind = 'invoice' and reason <> 'freight' and order_line_id is not null and net_amount > 0
),

cancelled as (
  select order_line_id, sum(quantity) as quantity
  from <%= it.ref('int_invoice_line') %>
  where kind = 'credit' and reason = 'cancel' and order_line_id is not null
  group by order_line_id
),

order_lines as (
  select order_line_id, quantity from <%= it.ref('int_order_line') %>
),

repeated as (
  select
    order_line_id,
    quantity,
    net_amount,
    count(distinct invoice_id) as invoices,
    string_agg(distinct invoice_id, ', ' order by invoice_id) as invoice_ids,
    sum(quantity) as invoiced_quantity,
    max(posted_on) as posted_on,
    sum(net) - min(net) as excess
  from invoice_lines
  group by order_line_id, quantity, net_amount
  having count(distinct invoice_id) > 1
),

findings as (
  select
    'invoices_duplicate' as control,
    repeated.order_line_id || ' ' || repeated.net_amount || coalesce(' ' || repeated.quantity, '') as finding_key,
    'order line ' || repeated.order_line_id || ' stands with the same quantity and amount on ' || repeated.invoices || ' invoices: '
    || repeated.invoice_ids as what,
    cast(repeated.excess as <%= it.money_type %>) as amount,
    repeated.posted_on as occurred_on
  from repeated
  inner join order_lines on order_lines.order_line_id = repeated.order_line_id
  left join cancelled on cancelled.order_line_id = repeated.order_line_id
  where coalesce(repeated.invoiced_quantity, order_lines.quantity * repeated.invoices) - coalesce(cancelled.quantity, 0) > order_lines.quantity
)

select * from findings
