with lines as (
  select * from <%= it.ref('int_order_line_profit') %> where not is_intercompany
),

products as (
  select product_id, name from <%= it.ref('stg_products') %>
),

profit as (
  select
    lines.order_line_id,
    lines.order_id,
    lines.party_id,
    lines.customer_id,
    lines.product_id,
    lines.order_date,
    lines.revenue_date,
    lines.maturity,
    lines.quantity,
    lines.list_amount,
    lines.grade_discount,
    lines.contract_discount,
    lines.manual_discount,
    lines.price_deviation,
    lines.invoice_revenue,
    lines.charged_freight,
    lines.returns_credit,
    lines.price_credit,
    lines.cash_discount,
    lines.rebate,
    lines.net_revenue,
    lines.product_cost,
    lines.cm1,
    lines.freight_cost,
    lines.packaging_cost,
    lines.other_direct_cost,
    lines.order_direct_cost,
    lines.cm2,
    lines.service_cost,
    lines.complaint_cost,
    lines.receivable_cost,
    lines.credit_loss,
    lines.actual_profit,
    lines.standard_cost,
    lines.erp_margin,
    lines.cost_variance,
    lines.off_invoice,
    lines.revenue_difference,
    lines.revenue_basis,
    lines.cost_basis,
    lines.cost_coverage,
    lines.cost_bases,
    lines.cost_on_standard,
    lines.plant,
    products.name as product_name
  from lines
  left join products on products.product_id = lines.product_id
)

select * from profit
