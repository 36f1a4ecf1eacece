with deliveries as (
  select distinct source, order_line_id from <%= it.ref('stg_deliveries') %>
),

order_lines as (
  select order_line_id, source, shipped_date from <%= it.ref('int_order_line') %>
),

invoiced_lines as (
  select order_line_id, order_id, revenue_date, invoice_revenue from <%= it.ref('fct_order_line_profit') %> where maturity = 'invoiced'
),

findings as (
  select
    'invoiced_not_delivered' as control,
    invoiced_lines.order_line_id as finding_key,
    'order line ' || invoiced_lines.order_line_id || ' of order ' || invoiced_lines.order_id || ' was invoiced on '
    || invoiced_lines.revenue_date || ' and no delivery is known' as what,
    cast(invoiced_lines.invoice_revenue as <%= it.money_type %>) as amount,
    invoiced_lines.revenue_date as occurred_on
  from invoiced_lines
  inner join order_lines on order_lines.order_line_id = invoiced_lines.order_line_id
  where order_lines.shipped_date is null
    and order_lines.source in (select source from deliveries)
    and not exists (select 1 from deliveries where deliveries.order_line_id = invoiced_lines.order_line_id)
)

select * from findings
