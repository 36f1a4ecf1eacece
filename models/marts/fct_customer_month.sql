with entries as (
  select * from <%= it.ref('int_profit_entry') %> where not is_intercompany and party_id is not null and step <> 'prospect_effort'
),

lines as (
  select * from <%= it.ref('int_order_line_profit') %> where not is_intercompany
),

orders as (
  select party_id, order_date from <%= it.ref('int_order') %> where not is_intercompany and not is_void
),

judged as (
  select
    entries.party_id,
    cast(date_trunc('month', entries.effective_date) as date) as month,
    entries.step,
    entries.amount,
    coalesce(lines.is_covered, false) as is_covered,
    lines.net_revenue is not null as is_revenue_known,
    coalesce(lines.maturity = 'shipped', false) as is_shipped
  from entries
  left join lines on lines.order_line_id = entries.order_line_id
),

effects as (
  select
    party_id,
    month,
    coalesce(sum(amount) filter (where step = 'invoice_revenue' and is_revenue_known), 0) as invoice_revenue,
    coalesce(sum(amount) filter (where step = 'charged_freight' and is_revenue_known), 0) as charged_freight,
    -coalesce(sum(amount) filter (where step = 'returns_credit' and is_revenue_known), 0) as returns_credit,
    -coalesce(sum(amount) filter (where step = 'price_credit' and is_revenue_known), 0) as price_credit,
    -coalesce(sum(amount) filter (where step = 'cash_discount' and is_revenue_known), 0) as cash_discount,
    -coalesce(sum(amount) filter (where step = 'rebate' and is_revenue_known), 0) as rebate,
    coalesce(sum(amount) filter (where step in ('invoice_revenue', 'charged_freight', 'returns_credit', 'price_credit', 'cash_discount', 'rebate') and is_covered), 0) as covered_revenue,
    -coalesce(sum(amount) filter (where step = 'product_cost' and is_covered), 0) as product_cost,
    -coalesce(sum(amount) filter (where step = 'freight_cost' and is_covered), 0) as freight_cost,
    -coalesce(sum(amount) filter (where step = 'packaging_cost' and is_covered), 0) as packaging_cost,
    -coalesce(sum(amount) filter (where step = 'other_direct_cost' and is_covered), 0) as other_direct_cost,
    -coalesce(sum(amount) filter (where step = 'service_cost' and is_covered), 0) as service_cost,
    -coalesce(sum(amount) filter (where step = 'complaint_cost' and is_covered), 0) as complaint_cost,
    -coalesce(sum(amount) filter (where step = 'receivable_cost' and is_covered), 0) as receivable_cost,
    -coalesce(sum(amount) filter (where step = 'credit_loss' and is_covered), 0) as credit_loss,
    -coalesce(sum(amount) filter (where step = 'customer_cost'), 0) as customer_cost,
    coalesce(sum(amount) filter (where is_shipped and is_covered), 0) as not_yet_invoiced
  from judged
  group by party_id, month
),

ladders as (
  select
    party_id,
    cast(date_trunc('month', revenue_date) as date) as month,
    sum(list_amount) as list_amount,
    sum(grade_discount) as grade_discount,
    sum(contract_discount) as contract_discount,
    sum(manual_discount) as manual_discount,
    sum(invoice_revenue) filter (where list_amount is null) as revenue_without_ladder
  from lines
  where revenue_date is not null
  group by party_id, date_trunc('month', revenue_date)
),

placed as (
  select party_id, cast(date_trunc('month', order_date) as date) as month, count(*) as orders
  from orders
  group by party_id, date_trunc('month', order_date)
),

grid as (
  select party_id, month from effects
  union
  select party_id, month from placed
),

combined as (
  select
    grid.party_id,
    grid.month,
    coalesce(placed.orders, 0) as orders,
    coalesce(ladders.list_amount, 0) + coalesce(ladders.revenue_without_ladder, 0) as list_amount,
    coalesce(ladders.grade_discount, 0) as grade_discount,
    coalesce(ladders.contract_discount, 0) as contract_discount,
    coalesce(ladders.manual_discount, 0) as manual_discount,
    coalesce(effects.invoice_revenue, 0) as invoice_revenue,
    coalesce(effects.charged_freight, 0) as charged_freight,
    coalesce(effects.returns_credit, 0) as returns_credit,
    coalesce(effects.price_credit, 0) as price_credit,
    coalesce(effects.cash_discount, 0) as cash_discount,
    coalesce(effects.rebate, 0) as rebate,
    coalesce(effects.covered_revenue, 0) as covered_revenue,
    coalesce(effects.product_cost, 0) as product_cost,
    coalesce(effects.freight_cost, 0) as freight_cost,
    coalesce(effects.packaging_cost, 0) as packaging_cost,
    coalesce(effects.other_direct_cost, 0) as other_direct_cost,
    coalesce(effects.service_cost, 0) as service_cost,
    coalesce(effects.complaint_cost, 0) as complaint_cost,
    coalesce(effects.receivable_cost, 0) as receivable_cost,
    coalesce(effects.credit_loss, 0) as credit_loss,
    coalesce(effects.customer_cost, 0) as customer_cost,
    coalesce(effects.not_yet_invoiced, 0) as not_yet_invoiced
  from grid
  left join effects on effects.party_id = grid.party_id and effects.month = grid.month
  left join placed on placed.party_id = grid.party_id and placed.month = grid.month
  left join ladders on ladders.party_id = grid.party_id and ladders.month = grid.month
),

summed as (
  select
    *,
    month + interval 1 month <= <%= it.as_of %> as closed,
    list_amount - grade_discount - contract_discount - manual_discount - invoice_revenue as price_deviation,
    invoice_revenue + charged_freight - returns_credit - price_credit - cash_discount - rebate as net_revenue,
    freight_cost + packaging_cost + other_direct_cost as order_direct_cost,
    covered_revenue - product_cost as cm1
  from combined
),

margined as (
  select
    *,
    cm1 - order_direct_cost as cm2,
    cm1 - order_direct_cost - service_cost - complaint_cost - receivable_cost - credit_loss as cm3,
    cm1 - order_direct_cost - service_cost - complaint_cost - receivable_cost - credit_loss - customer_cost as cm4
  from summed
),

valued as (
  select *, cm4 - not_yet_invoiced as tier_value from margined
),

months as (
  select
    party_id,
    month,
    closed,
    cast(orders as bigint) as orders,
    cast(list_amount as <%= it.money_type %>) as list_amount,
    cast(grade_discount as <%= it.money_type %>) as grade_discount,
    cast(contract_discount as <%= it.money_type %>) as contract_discount,
    cast(manual_discount as <%= it.money_type %>) as manual_discount,
    cast(price_deviation as <%= it.money_type %>) as price_deviation,
    cast(invoice_revenue as <%= it.money_type %>) as invoice_revenue,
    cast(charged_freight as <%= it.money_type %>) as charged_freight,
    cast(returns_credit as <%= it.money_type %>) as returns_credit,
    cast(price_credit as <%= it.money_type %>) as price_credit,
    cast(cash_discount as <%= it.money_type %>) as cash_discount,
    cast(rebate as <%= it.money_type %>) as rebate,
    cast(net_revenue as <%= it.money_type %>) as net_revenue,
    cast(covered_revenue as <%= it.money_type %>) as covered_revenue,
    cast(product_cost as <%= it.money_type %>) as product_cost,
    cast(cm1 as <%= it.money_type %>) as cm1,
    cast(freight_cost as <%= it.money_type %>) as freight_cost,
    cast(packaging_cost as <%= it.money_type %>) as packaging_cost,
    cast(other_direct_cost as <%= it.money_type %>) as other_direct_cost,
    cast(order_direct_cost as <%= it.money_type %>) as order_direct_cost,
    cast(cm2 as <%= it.money_type %>) as cm2,
    cast(service_cost as <%= it.money_type %>) as service_cost,
    cast(complaint_cost as <%= it.money_type %>) as complaint_cost,
    cast(receivable_cost as <%= it.money_type %>) as receivable_cost,
    cast(credit_loss as <%= it.money_type %>) as credit_loss,
    cast(cm3 as <%= it.money_type %>) as cm3,
    cast(customer_cost as <%= it.money_type %>) as customer_cost,
    cast(cm4 as <%= it.money_type %>) as cm4,
    cast(tier_value as <%= it.money_type %>) as tier_value
  from valued
)

select * from months
