<%
// [referring entity, column, referred entity]
const references = [
  ['accounts', 'parent_id', 'accounts'],
  ['accounts', 'erp_customer_id', 'customers'],
  ['interactions', 'account_id', 'accounts'],
  ['interactions', 'customer_id', 'customers'],
  ['interactions', 'opportunity_id', 'opportunities'],
  ['interactions', 'case_id', 'cases'],
  ['interactions', 'order_id', 'orders'],
  ['opportunities', 'account_id', 'accounts'],
  ['opportunities', 'customer_id', 'customers'],
  ['opportunities', 'product_id', 'products'],
  ['opportunities', 'order_id', 'orders'],
  ['quote_lines', 'account_id', 'accounts'],
  ['quote_lines', 'customer_id', 'customers'],
  ['quote_lines', 'product_id', 'products'],
  ['quote_lines', 'order_id', 'orders'],
  ['contract_lines', 'account_id', 'accounts'],
  ['contract_lines', 'customer_id', 'customers'],
  ['contract_lines', 'product_id', 'products'],
  ['cases', 'account_id', 'accounts'],
  ['cases', 'customer_id', 'customers'],
  ['cases', 'order_id', 'orders'],
  ['cases', 'order_line_id', 'order_lines'],
  ['cases', 'product_id', 'products'],
  ['surveys', 'account_id', 'accounts'],
  ['surveys', 'customer_id', 'customers'],
  ['surveys', 'order_id', 'orders'],
  ['customers', 'account_id', 'accounts'],
  ['customers', 'payment_terms_id', 'payment_terms'],
  ['product_uoms', 'product_id', 'products'],
  ['standard_costs', 'product_id', 'products'],
  ['moving_average_costs', 'product_id', 'products'],
  ['batch_costs', 'product_id', 'products'],
  ['job_costs', 'order_line_id', 'order_lines'],
  ['price_list_lines', 'customer_id', 'customers'],
  ['price_list_lines', 'product_id', 'products'],
  ['orders', 'customer_id', 'customers'],
  ['orders', 'case_id', 'cases'],
  ['orders', 'opportunity_id', 'opportunities'],
  ['order_lines', 'order_id', 'orders'],
  ['order_lines', 'product_id', 'products'],
  ['deliveries', 'order_line_id', 'order_lines'],
  ['invoice_lines', 'reference_line_id', 'invoice_lines'],
  ['invoice_lines', 'order_line_id', 'order_lines'],
  ['invoice_lines', 'order_id', 'orders'],
  ['invoice_lines', 'customer_id', 'customers'],
  ['returns', 'order_line_id', 'order_lines'],
  ['returns', 'case_id', 'cases'],
  ['payments', 'invoice_id', 'invoices'],
  ['payments', 'customer_id', 'customers'],
  ['order_costs', 'replaces_cost_id', 'order_costs'],
  ['order_costs', 'case_id', 'cases'],
  ['order_costs', 'scope_id', 'order_lines', "scope = 'line'"],
  ['order_costs', 'scope_id', 'deliveries', "scope = 'delivery'"],
  ['order_costs', 'scope_id', 'orders', "scope = 'order'"],
  ['order_costs', 'scope_id', 'customers', "scope = 'customer'"],
]
const keys = {
  accounts: 'account_id', customers: 'customer_id', opportunities: 'opportunity_id', cases: 'case_id', orders: 'order_id',
  order_lines: 'order_line_id', products: 'product_id', payment_terms: 'payment_terms_id', invoice_lines: 'invoice_line_id',
  invoices: 'invoice_id', order_costs: 'cost_id', deliveries: 'delivery_id',
}
const tables = { invoices: 'invoice_lines' }
const referred = Object.keys(keys)
%>
-- A reference that its own source can resolve needs no row here; so this table stays small.
with
<% for (const entity of referred) { %>
<%= it.sql(entity) %>_named as (
  <% references.filter(([, , target]) => target === entity).forEach(([from, column, , condition], index) => { %>
  <%= it.sql(index > 0 ? 'union' : '') %>
  select '<%= it.sql(from) %>' as referring, source, <%= it.sql(column) %> as reference
  from <%= it.source(from) %> as referring
  where <%= it.sql(column) %> is not null
    and <%= it.sql(condition ?? 'true') %>
    and not exists (
      select 1
      from <%= it.source(tables[entity] ?? entity) %> as referred
      where referred.source = referring.source and referred.<%= it.sql(keys[entity]) %> = referring.<%= it.sql(column) %>
    )
  <% }) %>
),

<% } %>
named as (
  <% referred.forEach((entity, index) => { %>
  <%= it.sql(index > 0 ? 'union all' : '') %>
  select '<%= it.sql(entity) %>' as entity, source, reference, string_agg(distinct referring, ', ' order by referring) as referring
  from <%= it.sql(entity) %>_named
  group by source, reference
  <% }) %>
),

candidates as (
  <% referred.forEach((entity, index) => { %>
  <%= it.sql(index > 0 ? 'union' : '') %>
  select named.entity, named.source, named.reference, referred.source || ':' || referred.<%= it.sql(keys[entity]) %> as global_id
  from named
  inner join <%= it.source(tables[entity] ?? entity) %> as referred on referred.<%= it.sql(keys[entity]) %> = named.reference
  where named.entity = '<%= it.sql(entity) %>'
  union
  select named.entity, named.source, named.reference, named.reference as global_id
  from named
  inner join <%= it.source(tables[entity] ?? entity) %> as referred
    on referred.source = split_part(named.reference, ':', 1)
    and referred.<%= it.sql(keys[entity]) %> = substr(named.reference, length(referred.source) + 2)
  where named.entity = '<%= it.sql(entity) %>' and named.reference like '%:%'
  <% }) %>
),

counted as (
  select entity, source, reference, count(*) as candidates, min(global_id) as first_candidate
  from candidates
  group by entity, source, reference
),

resolved as (
  select
    named.entity,
    named.source,
    named.reference,
    named.referring,
    coalesce(counted.candidates, 0) as candidates,
    case when counted.candidates = 1 then counted.first_candidate end as global_id
  from named
  left join counted
    on counted.entity = named.entity and counted.source = named.source and counted.reference = named.reference
)

select * from resolved
