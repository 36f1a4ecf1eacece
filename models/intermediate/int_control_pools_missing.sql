with pools as (
  select pool from <%= it.ref('int_pool') %>
),

interactions as (
  select pool, held_on from <%= it.ref('int_interaction') %> where left_out is null
),

cases as (
  select coalesce(resource_pool, <%= it.var('effort.default_pool') %>) as pool, cast(opened_at as date) as opened_on from <%= it.ref('stg_cases') %>
),

orders as (
  select <%= it.var('effort.order_pool') %> as pool, order_date from <%= it.ref('int_order') %> where status <> 'cancelled'
),

work as (
  select 'interactions' as kind, cast(pool as varchar) as pool, held_on as date from interactions
  union all
  select 'cases' as kind, cast(pool as varchar) as pool, opened_on as date from cases
  union all
  select 'orders' as kind, cast(pool as varchar) as pool, order_date as date from orders
),

findings as (
  select
    'pools_missing' as control,
    work.kind || ' ' || coalesce(work.pool, 'without pool') as finding_key,
    count(*) || ' ' || work.kind
    || case
      when work.pool is not null then ' name the pool "' || work.pool || '", which the policy does not have'
      when work.kind = 'orders' then ' have no pool that pays their handling (effort.order_pool)'
      else ' name no pool, and there is no default one (effort.default_pool)'
    end
    || ': their effort costs nothing' as what,
    cast(null as <%= it.money_type %>) as amount,
    max(work.date) as occurred_on
  from work
  where not exists (select 1 from pools where pools.pool = work.pool)
  group by work.kind, work.pool
)

select * from findings
