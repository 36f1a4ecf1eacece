with order_lines as (
  select * from <%= it.ref('int_order_line') %>
),

revenue as (
  select
    order_line_id,
    sum(amount) as amount,
    count(*) filter (where amount is null) as unknown_amounts
  from <%= it.ref('int_revenue_entry') %>
  group by order_line_id
),

recognised as (
  select * from <%= it.ref('int_recognised_quantity') %>
),

valued as (
  select
    order_lines.order_line_id,
    order_lines.order_id,
    coalesce(order_lines.line_no, 9223372036854775807) as line_no,
    recognised.quantity,
    recognised.revenue_date,
    cast(case when coalesce(revenue.unknown_amounts, 0) > 0 then 0 else greatest(coalesce(revenue.amount, 0), 0) end as <%= it.money_type %>)
      as net_value
  from order_lines
  inner join recognised on recognised.order_line_id = order_lines.order_line_id
  left join revenue on revenue.order_line_id = order_lines.order_line_id
)

select * from valued
