with customer_months as (
  select * from <%= it.ref('fct_customer_month') %>
),

unassigned as (
  select * from <%= it.ref('rpt_unassigned') %>
),

customers as (
  select
    month,
    sum(orders) as orders,
    count(*) as parties,
    cast(sum(list_amount) as <%= it.money_type %>) as list_amount,
    cast(sum(grade_discount) as <%= it.money_type %>) as grade_discount,
    cast(sum(contract_discount) as <%= it.money_type %>) as contract_discount,
    cast(sum(manual_discount) as <%= it.money_type %>) as manual_discount,
    cast(sum(price_deviation) as <%= it.money_type %>) as price_deviation,
    cast(sum(invoice_revenue) as <%= it.money_type %>) as invoice_revenue,
    cast(sum(charged_freight) as <%= it.money_type %>) as charged_freight,
    cast(sum(returns_credit) as <%= it.money_type %>) as returns_credit,
    cast(sum(price_credit) as <%= it.money_type %>) as price_credit,
    cast(sum(cash_discount) as <%= it.money_type %>) as cash_discount,
    cast(sum(rebate) as <%= it.money_type %>) as rebate,
    cast(sum(net_revenue) as <%= it.money_type %>) as net_revenue,
    cast(sum(covered_revenue) as <%= it.money_type %>) as covered_revenue,
    cast(sum(product_cost) as <%= it.money_type %>) as product_cost,
    cast(sum(cm1) as <%= it.money_type %>) as cm1,
    cast(sum(freight_cost) as <%= it.money_type %>) as freight_cost,
    cast(sum(packaging_cost) as <%= it.money_type %>) as packaging_cost,
    cast(sum(other_direct_cost) as <%= it.money_type %>) as other_direct_cost,
    cast(sum(order_direct_cost) as <%= it.money_type %>) as order_direct_cost,
    cast(sum(cm2) as <%= it.money_type %>) as cm2,
    cast(sum(service_cost) as <%= it.money_type %>) as service_cost,
    cast(sum(complaint_cost) as <%= it.money_type %>) as complaint_cost,
    cast(sum(receivable_cost) as <%= it.money_type %>) as receivable_cost,
    cast(sum(credit_loss) as <%= it.money_type %>) as credit_loss,
    cast(sum(cm3) as <%= it.money_type %>) as cm3,
    cast(sum(customer_cost) as <%= it.money_type %>) as customer_cost,
    cast(sum(cm4) as <%= it.money_type %>) as cm4
  from customer_months
  group by month
),

pools as (
  select month, sum(idle) as idle_capacity, sum(prospects) as prospect_effort from unassigned group by month
),

combined as (
  select
    coalesce(customers.month, pools.month) as month,
    coalesce(customers.orders, 0) as orders,
    coalesce(customers.parties, 0) as parties,
    coalesce(customers.list_amount, 0) as list_amount,
    coalesce(customers.grade_discount, 0) as grade_discount,
    coalesce(customers.contract_discount, 0) as contract_discount,
    coalesce(customers.manual_discount, 0) as manual_discount,
    coalesce(customers.price_deviation, 0) as price_deviation,
    coalesce(customers.invoice_revenue, 0) as invoice_revenue,
    coalesce(customers.charged_freight, 0) as charged_freight,
    coalesce(customers.returns_credit, 0) as returns_credit,
    coalesce(customers.price_credit, 0) as price_credit,
    coalesce(customers.cash_discount, 0) as cash_discount,
    coalesce(customers.rebate, 0) as rebate,
    coalesce(customers.net_revenue, 0) as net_revenue,
    coalesce(customers.covered_revenue, 0) as covered_revenue,
    coalesce(customers.product_cost, 0) as product_cost,
    coalesce(customers.cm1, 0) as cm1,
    coalesce(customers.freight_cost, 0) as freight_cost,
    coalesce(customers.packaging_cost, 0) as packaging_cost,
    coalesce(customers.other_direct_cost, 0) as other_direct_cost,
    coalesce(customers.order_direct_cost, 0) as order_direct_cost,
    coalesce(customers.cm2, 0) as cm2,
    coalesce(customers.service_cost, 0) as service_cost,
    coalesce(customers.complaint_cost, 0) as complaint_cost,
    coalesce(customers.receivable_cost, 0) as receivable_cost,
    coalesce(customers.credit_loss, 0) as credit_loss,
    coalesce(customers.cm3, 0) as cm3,
    coalesce(customers.customer_cost, 0) as customer_cost,
    coalesce(customers.cm4, 0) as cm4,
    coalesce(pools.idle_capacity, 0) as idle_capacity,
    coalesce(pools.prospect_effort, 0) as prospect_effort
  from customers
  full outer join pools on pools.month = customers.month
),

months as (
  select
    month,
    month + interval 1 month <= <%= it.as_of %> as closed,
    cast(orders as bigint) as orders,
    cast(parties as bigint) as parties,
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
    cast(idle_capacity as <%= it.money_type %>) as idle_capacity,
    cast(prospect_effort as <%= it.money_type %>) as prospect_effort,
    cast(cm4 - idle_capacity - prospect_effort as <%= it.money_type %>) as cm5
  from combined
)

select * from months
