<% const chosen = it.sources.filter((source) => source.recognise !== undefined).map((source) => source.name) %>
with sources as (
  select source
  from <%= it.ref('int_source') %>
  where recognise = 'order'
  <% for (const name of chosen) { %>
    and source <> <%= it.literal(name) %>
  <% } %>
),

orders as (
  select source, order_date from <%= it.ref('int_order') %> where not is_void
),

findings as (
  select
    'invoices_missing' as control,
    sources.source as finding_key,
    sources.source || ' delivers ' || count(*) || ' orders and no sale invoices: revenue is recognised on the order' as what,
    cast(null as <%= it.money_type %>) as amount,
    max(orders.order_date) as occurred_on
  from sources
  inner join orders on orders.source = sources.source
  group by sources.source
)

select * from findings
