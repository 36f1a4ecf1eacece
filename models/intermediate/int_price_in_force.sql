with lines as (
  select * from <%= it.ref('stg_order_lines') %> where list_price is null
),

orders as (
  select order_id, customer_id, order_date from <%= it.ref('int_order') %>
),

customers as (
  select source, customer_id, price_list_id from <%= it.ref('stg_customers') %>
),

price_list_lines as (
  select *
  from <%= it.ref('stg_price_list_lines') %>
  where price is not null and product_id is not null and price_grade is null and customer_id is null
),

factors as (
  select * from <%= it.ref('int_product_factor') %>
),

matching as (
  select
    lines.order_line_id,
    price_list_lines.price,
    price_list_lines.currency,
    row_number() over (
      partition by lines.order_line_id
      order by
        coalesce(price_list_lines.min_quantity, 0),
        price_list_lines.valid_from desc nulls last,
        price_list_lines.line_no
    ) as rank
  from lines
  inner join orders on orders.order_id = lines.order_id
  inner join customers on customers.customer_id = orders.customer_id
  inner join price_list_lines
    on price_list_lines.source = customers.source
    and price_list_lines.price_list_id = customers.price_list_id
    and price_list_lines.product_id = lines.product_id
    and (price_list_lines.valid_from is null or price_list_lines.valid_from <= orders.order_date)
    and (price_list_lines.valid_to is null or price_list_lines.valid_to >= orders.order_date)
  left join factors on factors.product_id = lines.product_id and factors.uom = lines.uom
  where price_list_lines.min_quantity is null
    or price_list_lines.min_quantity <= lines.quantity * case when lines.uom is null then 1 else factors.factor end
),

chosen as (
  select order_line_id, price, currency from matching where rank = 1
)

select * from chosen
