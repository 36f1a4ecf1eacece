with lines_without_factor as (
  select order_line_id, product_id, order_date
  from <%= it.ref('int_order_line') %>
  where product_id is not null and factor is null
),

order_lines as (
  select order_line_id, uom from <%= it.ref('stg_order_lines') %>
),

profit as (
  select order_line_id, net_revenue from <%= it.ref('fct_order_line_profit') %>
),

findings as (
  select
    'units_unknown' as control,
    lines_without_factor.product_id || ' in ' || order_lines.uom as finding_key,
    count(*) || ' order lines of ' || lines_without_factor.product_id || ' are in "' || order_lines.uom
    || '", which has no factor to the base unit: their cost is unknown' as what,
    cast(sum(profit.net_revenue) as <%= it.money_type %>) as amount,
    min(lines_without_factor.order_date) as occurred_on
  from lines_without_factor
  inner join order_lines on order_lines.order_line_id = lines_without_factor.order_line_id
  left join profit on profit.order_line_id = lines_without_factor.order_line_id
  group by lines_without_factor.product_id, order_lines.uom
)

select * from findings
