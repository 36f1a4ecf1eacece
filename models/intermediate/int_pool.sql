with pools as (
  <% const pools = Object.entries(it.policy.effort.pools); pools.forEach(([name, pool], index) => { %>
  <%= it.sql(index > 0 ? 'union all' : '') %>
  select
    <%= it.literal(name) %> as pool,
    cast(<%= it.literal(pool.rate ?? pool.cost ?? null) %> as decimal(18, 6)) as cost,
    cast(<%= it.literal(pool.rate !== undefined ? 1 : (pool.practical_minutes ?? pool.theoretical_minutes)) %> as decimal(18, 6))
      <% if (pool.rate === undefined && pool.practical_minutes === undefined) { %>* cast(<%= it.policy.effort.practical_share %> as decimal(9, 6))<% } %> as minutes,
    <%= it.literal(pool.rate === undefined) %> as has_capacity
  <% }); if (pools.length === 0) { %>
  select cast(null as varchar) as pool, cast(null as decimal(18, 6)) as cost, cast(null as decimal(18, 6)) as minutes, false as has_capacity
  where false
  <% } %>
),

typed as (
  select pool, cost, cast(minutes as decimal(18, 6)) as minutes, has_capacity from pools
)

select * from typed
