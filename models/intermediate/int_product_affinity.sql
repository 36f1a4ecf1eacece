with lines as (
  select order_id, product_id, actual_profit
  from <%= it.ref('int_order_line_profit') %>
  where not is_intercompany and product_id is not null
    and revenue_date >= date_trunc('month', <%= it.as_of %>) - interval 12 month and revenue_date < date_trunc('month', <%= it.as_of %>)
),

baskets as (
  select order_id, product_id, sum(actual_profit) as actual_profit from lines group by order_id, product_id
),

order_counts as (
  select
    count(distinct order_id) as orders,
    greatest(<%= it.var('key_products.support.orders') %>, <%= it.var('key_products.support.share') %> * count(distinct order_id)) as support
  from baskets
),

-- A pair cannot be more frequent than its products, so rare products need not be paired at all.
frequent as (
  select baskets.product_id, count(*) as orders
  from baskets
  group by baskets.product_id
  having count(*) >= (select support from order_counts)
),

candidates as (
  select baskets.* from baskets inner join frequent on frequent.product_id = baskets.product_id
),

pairs as (
  select
    first_line.product_id,
    other_line.product_id as attached_product_id,
    count(*) as orders,
    sum(other_line.actual_profit) as attached_profit
  from candidates as first_line
  inner join candidates as other_line
    on other_line.order_id = first_line.order_id and other_line.product_id <> first_line.product_id
  group by first_line.product_id, other_line.product_id
),

affinities as (
  select
    pairs.product_id,
    pairs.attached_product_id,
    pairs.orders,
    cast(cast(pairs.orders as double) * order_counts.orders / (first_product.orders * other_product.orders) as decimal(18, 6)) as lift,
    cast(pairs.attached_profit as <%= it.money_type %>) as attached_profit
  from pairs
  cross join order_counts
  inner join frequent as first_product on first_product.product_id = pairs.product_id
  inner join frequent as other_product on other_product.product_id = pairs.attached_product_id
  where pairs.orders >= order_counts.support
    and cast(pairs.orders as double) * order_counts.orders >= <%= it.var('key_products.lift') %> * first_product.orders * other_product.orders
)

select * from affinities
