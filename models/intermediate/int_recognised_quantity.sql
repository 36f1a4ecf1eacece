with order_lines as (
  select * from <%= it.ref('int_order_line') %>
),

invoice_lines as (
  select *
  from <%= it.ref('int_invoice_line') %>
  where step = 'invoice_revenue' and order_line_id is not null
),

order_level_sales as (
  select order_id, min(posted_on) as first_invoiced_on
  from <%= it.ref('int_invoice_line') %>
  where kind = 'invoice' and step = 'invoice_revenue' and recognise = 'invoice' and order_line_id is null and order_id is not null
  group by order_id
),

line_level as (
  select
    order_line_id,
    min(case when kind = 'invoice' then posted_on end) as first_invoiced_on,
    sum(case when kind = 'invoice' then quantity end) as invoiced,
    sum(case when kind = 'credit' then quantity end) as cancelled
  from invoice_lines
  group by order_line_id
),

recognised as (
  select
    order_lines.order_line_id,
    cast(case
      when order_lines.is_void then 0
      when order_lines.recognise = 'order' then order_lines.quantity
      when line_level.first_invoiced_on is null and order_level_sales.first_invoiced_on is null then -coalesce(line_level.cancelled, 0)
      else coalesce(line_level.invoiced, order_lines.quantity) - coalesce(line_level.cancelled, 0)
    end as decimal(18, 6)) as quantity,
    case
      when order_lines.is_void then null
      when order_lines.recognise = 'order' then order_lines.order_date
      else coalesce(line_level.first_invoiced_on, order_level_sales.first_invoiced_on)
    end as revenue_date
  from order_lines
  left join line_level on line_level.order_line_id = order_lines.order_line_id
  left join order_level_sales on order_level_sales.order_id = order_lines.order_id
)

select * from recognised
