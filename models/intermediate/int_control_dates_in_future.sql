<%
const documents = [
  ['orders', 'order_date'], ['deliveries', 'shipped_at'], ['invoice_lines', 'posted_on'], ['payments', 'paid_on'], ['order_costs', 'date'],
]
%>
with dated as (
  <% documents.forEach(([entity, column], index) => { %>
  <%= it.sql(index > 0 ? 'union all' : '') %>
  select '<%= it.sql(entity) %>' as entity, source, cast(<%= it.sql(column) %> as date) as date
  from <%= it.ref(`stg_${entity}`) %>
  where <%= it.sql(column) %> >= <%= it.as_of %> + 1
  <% }) %>
),

findings as (
  select
    'dates_in_future' as control,
    source || '/' || entity || ' ' || strftime(date_trunc('month', date), '%Y-%m') as finding_key,
    count(*) || ' ' || entity || ' from ' || source || ' are dated between ' || min(date) || ' and ' || max(date) || ', after the as-of date' as what,
    cast(null as <%= it.money_type %>) as amount,
    min(date) as occurred_on
  from dated
  group by source, entity, date_trunc('month', date)
)

select * from findings
