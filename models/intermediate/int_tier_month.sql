<% const window = `rows between ${it.policy.tiers.window_months - 1} preceding and current row` %>
with customer_months as (
  select * from <%= it.ref('fct_customer_month') %> where closed
),

orders as (
  select party_id, order_date
  from <%= it.ref('int_order') %>
  where not is_intercompany and status <> 'cancelled' and order_date <= <%= it.as_of %>
),

lines as (
  select * from <%= it.ref('int_order_line_profit') %> where not is_intercompany and cost_basis is not null
),

payments as (
  select * from <%= it.ref('int_party_payment') %>
),

last_months as (
  select cast(date_trunc('month', <%= it.as_of %>) - interval 1 month as date) as last_month
),

order_months as (
  select party_id, cast(date_trunc('month', order_date) as date) as month, count(*) as orders, max(order_date) as last_order_date
  from orders
  group by party_id, cast(date_trunc('month', order_date) as date)
),

-- A line without known cost has no cost to weigh; its revenue stands in.
evidence as (
  select
    party_id,
    cast(date_trunc('month', coalesce(revenue_date, order_date)) as date) as month,
    sum(case when cost_basis = 'missing' then abs(coalesce(invoice_revenue, 0)) else greatest(coalesce(product_cost, 0), cost_on_standard) end) as cost,
    sum(case when cost_basis = 'missing' then abs(coalesce(invoice_revenue, 0)) else cost_on_standard end) as cost_on_standard
  from lines
  group by party_id, cast(date_trunc('month', coalesce(revenue_date, order_date)) as date)
),

-- Parties are numbered in the order of their ids: numbers are what the millions of rows below are sorted and joined by.
starts as (
  select party_id, min(month) as first_month, row_number() over (order by party_id) as party_number
  from (select party_id, month from customer_months union all select party_id, month from order_months)
  group by party_id
),

closed_months as (
  select cast(month as date) as month
  from (
    select unnest(generate_series(min(starts.first_month), min(last_months.last_month), interval 1 month)) as month
    from starts
    cross join last_months
  )
),

facts as (
  select party_id, month, tier_value as value, 1 as activity, 0 as orders, null as last_order_date, null as order_month, 0 as cost, 0 as cost_on_standard, 0 as paid_amount, 0 as paid_late_days, 0 as overdue_change, 0 as overdue_due_days_change
  from customer_months
  union all
  select party_id, month, 0, 0, orders, last_order_date, month, 0, 0, 0, 0, 0, 0 from order_months
  union all
  select party_id, month, 0, 0, 0, null, null, cost, cost_on_standard, 0, 0, 0, 0 from evidence
  union all
  select party_id, month, 0, 0, 0, null, null, 0, 0, paid_amount, paid_late_days, overdue_change, overdue_due_days_change from payments
),

-- Every closed month from the party's first one on, whether something happened in it or not.
rows_of_months as (
  select starts.party_number, closed_months.month, 0 as value, 0 as activity, 0 as orders, null as last_order_date, null as order_month, 0 as cost, 0 as cost_on_standard, 0 as paid_amount, 0 as paid_late_days, 0 as overdue_change, 0 as overdue_due_days_change
  from starts
  inner join closed_months on closed_months.month >= starts.first_month
  union all
  select starts.party_number, facts.* exclude (party_id)
  from facts
  inner join starts on starts.party_id = facts.party_id and facts.month >= starts.first_month
  inner join last_months on facts.month <= last_months.last_month
),

measured as (
  select
    party_number,
    month,
    sum(value) as value,
    max(activity) as activity,
    sum(orders) as orders,
    max(last_order_date) as last_order_date,
    min(order_month) as order_month,
    sum(cost) as cost,
    sum(cost_on_standard) as cost_on_standard,
    sum(paid_amount) as paid_amount,
    sum(paid_late_days) as paid_late_days,
    sum(overdue_change) as overdue_change,
    sum(overdue_due_days_change) as overdue_due_days_change
  from rows_of_months
  group by party_number, month
),

summed as (
  select
    party_number,
    month,
    cast(month + interval 1 month - interval 1 day as date) as run_date,
    sum(value) over last_year as value,
    max(activity) over last_year = 1 as has_activity,
    sum(orders) over so_far as orders,
    max(last_order_date) over so_far as last_order_date,
    min(order_month) over so_far as first_order_month,
    sum(cost) over last_year as cost,
    sum(cost_on_standard) over last_year as cost_on_standard,
    sum(paid_amount) over last_year as paid_amount,
    sum(paid_late_days) over last_year as paid_late_days,
    sum(overdue_change) over so_far as overdue_amount,
    sum(overdue_due_days_change) over so_far as overdue_due_days
  from measured
  window
    last_year as (partition by party_number order by month <%= it.sql(window) %>),
    so_far as (partition by party_number order by month rows between unbounded preceding and current row)
),

described as (
  select
    starts.party_id,
    summed.party_number,
    summed.month,
    summed.run_date,
    cast(summed.value as <%= it.money_type %>) as value,
    summed.has_activity,
    cast(summed.orders as bigint) as orders,
    summed.first_order_month,
    summed.last_order_date,
    summed.cost > 0 and summed.cost_on_standard > summed.cost * <%= it.var('tiers.provisional_share') %> as provisional,
    cast(summed.paid_amount + summed.overdue_amount as <%= it.money_type %>) as payment_amount,
    cast(
      summed.paid_late_days + summed.overdue_amount * date_diff('day', date '2000-01-01', summed.run_date) - summed.overdue_due_days as decimal(28, 2)
    ) as late_days
  from summed
  inner join starts on starts.party_number = summed.party_number
)

select * from described
