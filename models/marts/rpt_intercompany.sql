with orders as (
  select * from <%= it.ref('int_order_profit') %> where is_intercompany
),

parties as (
  select party_id, name from <%= it.ref('dim_party') %>
),

profit as (
  select
    orders.order_id,
    orders.source,
    orders.party_id,
    orders.customer_id,
    orders.order_date,
    orders.revenue_date,
    orders.channel,
    orders.status,
    orders.plant,
    orders.currency,
    orders.maturity,
    orders.lines,
    orders.list_amount,
    orders.grade_discount,
    orders.contract_discount,
    orders.manual_discount,
    orders.price_deviation,
    orders.invoice_revenue,
    orders.charged_freight,
    orders.returns_credit,
    orders.price_credit,
    orders.cash_discount,
    orders.rebate,
    orders.net_revenue,
    orders.product_cost,
    orders.cm1,
    orders.freight_cost,
    orders.packaging_cost,
    orders.other_direct_cost,
    orders.order_direct_cost,
    orders.cm2,
    orders.service_cost,
    orders.complaint_cost,
    orders.receivable_cost,
    orders.credit_loss,
    orders.actual_profit,
    orders.standard_cost,
    orders.erp_margin,
    orders.cost_variance,
    orders.off_invoice,
    orders.revenue_difference,
    orders.cost_coverage,
    parties.name as party_name
  from orders
  left join parties on parties.party_id = orders.party_id
)

select * from profit
