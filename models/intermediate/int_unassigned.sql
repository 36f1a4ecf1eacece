with pools as (
  select * from <%= it.ref('int_pool') %>
),

effort as (
  select * from <%= it.ref('int_effort') %>
),

orders as (
  select order_date from <%= it.ref('int_order') %>
),

spent as (
  select
    pool,
    cast(date_trunc('month', effective_date) as date) as month,
    sum(case when is_prospect then 0 else cost end) as assigned,
    sum(case when is_prospect then cost else 0 end) as prospects
  from effort
  group by pool, date_trunc('month', effective_date)
),

span as (
  select
    cast(date_trunc('month', least((select min(order_date) from orders), (select min(effective_date) from effort))) as date) as first_month,
    cast(date_trunc('month', greatest(<%= it.as_of %>, (select max(effective_date) from effort))) as date) as last_month
),

months as (
  select cast(unnest(generate_series(first_month, last_month, interval 1 month)) as date) as month from span where first_month is not null
),

pool_months as (
  select pools.pool, months.month, pools.cost
  from pools
  cross join months
  where pools.has_capacity
),

compared as (
  select
    coalesce(pool_months.pool, spent.pool) as pool,
    coalesce(pool_months.month, spent.month) as month,
    cast(coalesce(pool_months.cost, spent.assigned + spent.prospects) as <%= it.money_type %>) as cost,
    cast(coalesce(spent.assigned, 0) as <%= it.money_type %>) as assigned,
    cast(coalesce(spent.prospects, 0) as <%= it.money_type %>) as prospects,
    pool_months.pool is not null as has_capacity
  from pool_months
  full outer join spent on spent.pool = pool_months.pool and spent.month = pool_months.month
),

with_idle as (
  select
    pool,
    month,
    cost,
    assigned,
    prospects,
    cast(
      case
        when not has_capacity then 0
        when month + interval 1 month <= <%= it.as_of %> then cost - assigned - prospects
      end as <%= it.money_type %>
    ) as idle
  from compared
)

select * from with_idle
