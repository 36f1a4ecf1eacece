with lines as (
  select * from <%= it.ref('stg_order_lines') %>
),

orders as (
  select * from <%= it.ref('int_order') %>
),

products as (
  select product_id, list_price, currency, weight_kg, volume_m3 from <%= it.ref('stg_products') %>
),

factors as (
  select * from <%= it.ref('int_product_factor') %>
),

list_prices as (
  select * from <%= it.ref('int_price_in_force') %>
),

described as (
  select
    lines.order_line_id,
    lines.order_id,
    orders.source,
    orders.party_id,
    orders.customer_id,
    products.product_id,
    coalesce(lines.product_id, lines.stated_product_id) as stated_product_id,
    lines.line_no,
    orders.order_date,
    orders.status as order_status,
    orders.is_void,
    orders.is_intercompany,
    orders.recognise,
    orders.currency,
    orders.plant,
    orders.case_id as replaces_case_id,
    lines.quantity,
    cast(
      case when lines.uom is null then 1 else factors.factor end as decimal(28, 6)
    ) as factor,
    cast(coalesce(lines.net_amount, lines.quantity * lines.unit_price) as decimal(28, 10)) as line_net,
    lines.net_amount,
    lines.unit_price,
    lines.list_price,
    lines.grade_price,
    lines.agreed_price,
    list_prices.price as price_list_price,
    list_prices.currency as price_list_currency,
    products.list_price as product_list_price,
    products.currency as product_currency,
    products.weight_kg,
    products.volume_m3,
    lines.requested_date,
    lines.promised_date,
    lines.shipped_date,
    lines.erp_margin
  from lines
  inner join orders on orders.order_id = lines.order_id
  left join products on products.product_id = lines.product_id
  left join factors on factors.product_id = lines.product_id and factors.uom = lines.uom
  left join list_prices on list_prices.order_line_id = lines.order_line_id
)

select * from described
