with lines as (
  select * from <%= it.ref('int_order_line_profit') %> where not is_intercompany
),

complaints as (
  select product_id, opened_at from <%= it.ref('fct_complaint') %> where product_id is not null
),

effects as (
  select
    product_id,
    cast(date_trunc('month', coalesce(revenue_date, order_date)) as date) as month,
    sum(quantity) as quantity,
    sum(net_revenue) as net_revenue,
    sum(net_revenue) filter (where actual_profit is not null) as covered_revenue,
    sum(cm1) filter (where actual_profit is not null) as cm1,
    sum(actual_profit) as actual_profit,
    count(*) as lines,
    count(actual_profit) as covered_lines,
    0 as complaints
  from lines
  group by product_id, cast(date_trunc('month', coalesce(revenue_date, order_date)) as date)
  union all
  select product_id, cast(date_trunc('month', opened_at) as date) as month, 0, 0, 0, 0, 0, 0, 0, count(*) as complaints
  from complaints
  group by product_id, cast(date_trunc('month', opened_at) as date)
),

months as (
  select
    product_id,
    month,
    cast(coalesce(sum(quantity), 0) as decimal(18, 6)) as quantity,
    cast(coalesce(sum(net_revenue), 0) as <%= it.money_type %>) as net_revenue,
    cast(coalesce(sum(covered_revenue), 0) as <%= it.money_type %>) as covered_revenue,
    cast(case when sum(lines) = 0 or sum(covered_lines) > 0 then coalesce(sum(cm1), 0) end as <%= it.money_type %>) as cm1,
    cast(case when sum(lines) = 0 or sum(covered_lines) > 0 then coalesce(sum(actual_profit), 0) end as <%= it.money_type %>) as actual_profit,
    cast(sum(complaints) as bigint) as complaints
  from effects
  group by product_id, month
)

select * from months
