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

starts as (
  select party_id, min(month) as first_month
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

grid as (
  select starts.party_id, closed_months.month
  from starts
  inner join closed_months on closed_months.month >= starts.first_month
),

measured as (
  select
    grid.party_id,
    grid.month,
    cast(grid.month + interval 1 month - interval 1 day as date) as run_date,
    coalesce(customer_months.tier_value, 0) as value,
    customer_months.party_id is not null as has_activity,
    coalesce(order_months.orders, 0) as orders,
    order_months.last_order_date,
    order_months.month as order_month,
    coalesce(evidence.cost, 0) as cost,
    coalesce(evidence.cost_on_standard, 0) as cost_on_standard,
    coalesce(payments.paid_amount, 0) as paid_amount,
    coalesce(payments.paid_late_days, 0) as paid_late_days,
    coalesce(payments.overdue_change, 0) as overdue_change,
    coalesce(payments.overdue_due_days_change, 0) as overdue_due_days_change
  from grid
  left join customer_months on customer_months.party_id = grid.party_id and customer_months.month = grid.month
  left join order_months on order_months.party_id = grid.party_id and order_months.month = grid.month
  left join evidence on evidence.party_id = grid.party_id and evidence.month = grid.month
  left join payments on payments.party_id = grid.party_id and payments.month = grid.month
),

summed as (
  select
    party_id,
    month,
    run_date,
    sum(value) over last_year as value,
    bool_or(has_activity) over last_year as has_activity,
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
    last_year as (partition by party_id order by month <%= it.sql(window) %>),
    so_far as (partition by party_id order by month rows between unbounded preceding and current row)
),

described as (
  select
    party_id,
    month,
    run_date,
    cast(value as <%= it.money_type %>) as value,
    has_activity,
    cast(orders as bigint) as orders,
    first_order_month,
    last_order_date,
    cost > 0 and cost_on_standard > cost * <%= it.var('tiers.provisional_share') %> as provisional,
    cast(paid_amount + overdue_amount as <%= it.money_type %>) as payment_amount,
    cast(
      paid_late_days + overdue_amount * date_diff('day', date '2000-01-01', run_date) - overdue_due_days as decimal(28, 2)
    ) as late_days
  from summed
)

select * from described
