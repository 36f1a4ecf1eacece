with order_lines as (
  select * from <%= it.ref('int_order_line') %>
),

invoice_lines as (
  select *
  from <%= it.ref('int_invoice_line') %>
  where step = 'invoice_revenue' and order_line_id is not null
),

order_level_sales as (
  select
    parts.order_line_id,
    min(invoice_lines.posted_on) as first_invoiced_on
  from <%= it.ref('int_order_level_sale_part') %> as parts
  inner join <%= it.ref('int_invoice_line') %> as invoice_lines on invoice_lines.invoice_line_id = parts.invoice_line_id
  group by parts.order_line_id
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
      when order_lines.recognise = 'order' then order_lines.quantity - coalesce(line_level.cancelled, 0)
      when line_level.first_invoiced_on is null and order_level_sales.first_invoiced_on is null then 0
      else coalesce(line_level.invoiced, order_lines.quantity) - coalesce(line_level.cancelled, 0)
    end as decimal(18, 6)) as quantity,
    case
      when order_lines.is_void then null
      when order_lines.recognise = 'order' then order_lines.order_date
      else least(line_level.first_invoiced_on, order_level_sales.first_invoiced_on)
    end as revenue_date
  from order_lines
  left join line_level on line_level.order_line_id = order_lines.order_line_id
  left join order_level_sales on order_level_sales.order_line_id = order_lines.order_line_id
)

select * from recognised
