<%
const revenue = ['invoice_revenue', 'charged_freight']
const deductions = [
  'returns_credit', 'price_credit', 'cash_discount', 'rebate', 'product_cost', 'freight_cost', 'packaging_cost', 'other_direct_cost',
  'service_cost', 'complaint_cost', 'receivable_cost', 'credit_loss',
]
const steps = [...revenue, ...deductions]
const columns = [...steps, 'net_revenue', 'cm1', 'cm2', 'actual_profit']
%>
with entries as (
  select * from <%= it.ref('fct_profit_entry') %>
),

lines as (
  select * from <%= it.ref('fct_order_line_profit') %>
),

orders as (
  select * from <%= it.ref('fct_order_profit') %>
),

customer_months as (
  select * from <%= it.ref('fct_customer_month') %>
),

company_months as (
  select * from <%= it.ref('rpt_company_month') %>
),

-- A step of a line with one unknown entry is unknown as a whole, so its known entries are no part of the line's figure.
unknown_steps as (
  select distinct order_line_id, step from entries where amount is null and order_line_id is not null
),

step_totals as (
  select step, sum(amount) as amount
  from entries
  where order_line_id is not null
    and not exists (
      select 1
      from unknown_steps
      where unknown_steps.order_line_id = entries.order_line_id and unknown_steps.step = entries.step
    )
  group by step
),

entry_totals as (
  select
    <% for (const step of steps) { %>
    sum(amount) filter (where step = '<%= it.sql(step) %>') as <%= it.sql(step) %>,
    <% } %>
    count(*) as steps
  from step_totals
),

other_totals as (
  select
    sum(amount) filter (where step = 'customer_cost' and party_id is not null) as customer_cost,
    sum(amount) filter (where step in ('idle_capacity', 'prospect_effort')) as unassigned
  from entries
  where order_line_id is null
),

line_totals as (
  select
    <% for (const column of columns) { %>
    sum(<%= it.sql(column) %>) as <%= it.sql(column) %>,
    <% } %>
    count(*) as lines
  from lines
),

lines_of_known_orders as (
  select
    <% for (const column of columns) { %>
    sum(case when orders.<%= it.sql(column) %> is not null then lines.<%= it.sql(column) %> end) as <%= it.sql(column) %>,
    <% } %>
    count(*) as lines
  from lines
  inner join orders on orders.order_id = lines.order_id
),

order_totals as (
  select
    <% for (const column of columns) { %>
    sum(<%= it.sql(column) %>) as <%= it.sql(column) %>,
    <% } %>
    sum(lines) as lines
  from orders
),

customer_totals as (
  select sum(net_revenue) as net_revenue, sum(cm3) as cm3, sum(customer_cost) as customer_cost, sum(cm4) as cm4 from customer_months
),

company_totals as (
  select sum(net_revenue) as net_revenue, sum(cm4) as cm4, sum(cm5) as cm5 from company_months
),

identities as (
  <% for (const step of steps) { %>
  select
    'entries/lines/<%= it.sql(step) %>' as finding_key,
    <%= it.sql(revenue.includes(step) ? '' : '-') %>entry_totals.<%= it.sql(step) %> as expected,
    line_totals.<%= it.sql(step) %> as found
  from entry_totals, line_totals
  union all
  <% } %>
  <% for (const column of columns) { %>
  select
    'lines/orders/<%= it.sql(column) %>' as finding_key,
    lines_of_known_orders.<%= it.sql(column) %> as expected,
    order_totals.<%= it.sql(column) %> as found
  from lines_of_known_orders, order_totals
  union all
  <% } %>
  select 'lines/orders/lines' as finding_key, line_totals.lines as expected, order_totals.lines as found from line_totals, order_totals
  union all
  select 'lines/customers/net_revenue' as finding_key, line_totals.net_revenue as expected, customer_totals.net_revenue as found
  from line_totals, customer_totals
  union all
  select 'lines/customers/cm3' as finding_key, line_totals.actual_profit as expected, customer_totals.cm3 as found
  from line_totals, customer_totals
  union all
  select 'entries/customers/customer_cost' as finding_key, -other_totals.customer_cost as expected, customer_totals.customer_cost as found
  from other_totals, customer_totals
  union all
  select
    'customers/customers/cm4' as finding_key,
    customer_totals.cm3 - customer_totals.customer_cost as expected,
    customer_totals.cm4 as found
  from customer_totals
  union all
  select 'lines/company/net_revenue' as finding_key, line_totals.net_revenue as expected, company_totals.net_revenue as found
  from line_totals, company_totals
  union all
  select 'customers/company/cm4' as finding_key, customer_totals.cm4 as expected, company_totals.cm4 as found
  from customer_totals, company_totals
  union all
  select
    'entries/company/cm5' as finding_key,
    coalesce(customer_totals.cm4, 0) + coalesce(other_totals.unassigned, 0) as expected,
    company_totals.cm5 as found
  from customer_totals, other_totals, company_totals
),

findings as (
  select
    'totals_reconcile' as control,
    finding_key,
    'expected ' || coalesce(expected, 0) || ', found ' || coalesce(found, 0) as what,
    cast(coalesce(found, 0) - coalesce(expected, 0) as <%= it.money_type %>) as amount,
    cast(null as date) as occurred_on
  from identities
  where coalesce(expected, 0) <> coalesce(found, 0)
)

select * from findings
