with orders as (
  select * from <%= it.ref('int_order') %>
),

order_lines as (
  select * from <%= it.ref('int_order_line_profit') %>
),

lines as (
  select
    order_id,
    count(*) as lines,
    bool_or(maturity = 'shipped') as is_shipped,
    bool_and(maturity = 'open') as is_open,
    min(revenue_date) as revenue_date,
    sum(costed_base_quantity) as costed_quantity,
    sum(covered_base_quantity) as covered_quantity,
    case when count(list_amount) = count(*) then cast(sum(list_amount) as <%= it.money_type %>) end as list_amount,
    case when count(grade_discount) = count(*) then cast(sum(grade_discount) as <%= it.money_type %>) end as grade_discount,
    case when count(contract_discount) = count(*) then cast(sum(contract_discount) as <%= it.money_type %>) end as contract_discount,
    case when count(manual_discount) = count(*) then cast(sum(manual_discount) as <%= it.money_type %>) end as manual_discount,
    case when count(price_deviation) = count(*) then cast(sum(price_deviation) as <%= it.money_type %>) end as price_deviation,
    case when count(invoice_revenue) = count(*) then cast(sum(invoice_revenue) as <%= it.money_type %>) end as invoice_revenue,
    case when count(charged_freight) = count(*) then cast(sum(charged_freight) as <%= it.money_type %>) end as charged_freight,
    case when count(returns_credit) = count(*) then cast(sum(returns_credit) as <%= it.money_type %>) end as returns_credit,
    case when count(price_credit) = count(*) then cast(sum(price_credit) as <%= it.money_type %>) end as price_credit,
    case when count(cash_discount) = count(*) then cast(sum(cash_discount) as <%= it.money_type %>) end as cash_discount,
    case when count(rebate) = count(*) then cast(sum(rebate) as <%= it.money_type %>) end as rebate,
    case when count(net_revenue) = count(*) then cast(sum(net_revenue) as <%= it.money_type %>) end as net_revenue,
    case when count(product_cost) = count(*) then cast(sum(product_cost) as <%= it.money_type %>) end as product_cost,
    case when count(cm1) = count(*) then cast(sum(cm1) as <%= it.money_type %>) end as cm1,
    case when count(freight_cost) = count(*) then cast(sum(freight_cost) as <%= it.money_type %>) end as freight_cost,
    case when count(packaging_cost) = count(*) then cast(sum(packaging_cost) as <%= it.money_type %>) end as packaging_cost,
    case when count(other_direct_cost) = count(*) then cast(sum(other_direct_cost) as <%= it.money_type %>) end as other_direct_cost,
    case when count(order_direct_cost) = count(*) then cast(sum(order_direct_cost) as <%= it.money_type %>) end as order_direct_cost,
    case when count(cm2) = count(*) then cast(sum(cm2) as <%= it.money_type %>) end as cm2,
    case when count(service_cost) = count(*) then cast(sum(service_cost) as <%= it.money_type %>) end as service_cost,
    case when count(complaint_cost) = count(*) then cast(sum(complaint_cost) as <%= it.money_type %>) end as complaint_cost,
    case when count(receivable_cost) = count(*) then cast(sum(receivable_cost) as <%= it.money_type %>) end as receivable_cost,
    case when count(credit_loss) = count(*) then cast(sum(credit_loss) as <%= it.money_type %>) end as credit_loss,
    case when count(actual_profit) = count(*) then cast(sum(actual_profit) as <%= it.money_type %>) end as actual_profit,
    case when count(standard_cost) = count(*) then cast(sum(standard_cost) as <%= it.money_type %>) end as standard_cost,
    case when count(erp_margin) = count(*) then cast(sum(erp_margin) as <%= it.money_type %>) end as erp_margin,
    case when count(cost_variance) = count(*) then cast(sum(cost_variance) as <%= it.money_type %>) end as cost_variance,
    case when count(off_invoice) = count(*) then cast(sum(off_invoice) as <%= it.money_type %>) end as off_invoice,
    case when count(revenue_difference) = count(*) then cast(sum(revenue_difference) as <%= it.money_type %>) end as revenue_difference
  from order_lines
  group by order_id
),

profit as (
  select
    orders.order_id,
    orders.source,
    orders.party_id,
    orders.customer_id,
    orders.order_date,
    lines.revenue_date,
    orders.channel,
    orders.status,
    orders.plant,
    orders.currency,
    orders.is_intercompany,
    case
      when orders.is_void then 'cancelled'
      when lines.is_shipped then 'shipped'
      when coalesce(lines.is_open, true) then 'open'
      when orders.recognise = 'order' then 'ordered'
      else 'invoiced'
    end as maturity,
    cast(coalesce(lines.lines, 0) as bigint) as lines,
    case when lines.order_id is null then 0 else lines.list_amount end as list_amount,
    case when lines.order_id is null then 0 else lines.grade_discount end as grade_discount,
    case when lines.order_id is null then 0 else lines.contract_discount end as contract_discount,
    case when lines.order_id is null then 0 else lines.manual_discount end as manual_discount,
    case when lines.order_id is null then 0 else lines.price_deviation end as price_deviation,
    case when lines.order_id is null then 0 else lines.invoice_revenue end as invoice_revenue,
    case when lines.order_id is null then 0 else lines.charged_freight end as charged_freight,
    case when lines.order_id is null then 0 else lines.returns_credit end as returns_credit,
    case when lines.order_id is null then 0 else lines.price_credit end as price_credit,
    case when lines.order_id is null then 0 else lines.cash_discount end as cash_discount,
    case when lines.order_id is null then 0 else lines.rebate end as rebate,
    case when lines.order_id is null then 0 else lines.net_revenue end as net_revenue,
    case when lines.order_id is null then 0 else lines.product_cost end as product_cost,
    case when lines.order_id is null then 0 else lines.cm1 end as cm1,
    case when lines.order_id is null then 0 else lines.freight_cost end as freight_cost,
    case when lines.order_id is null then 0 else lines.packaging_cost end as packaging_cost,
    case when lines.order_id is null then 0 else lines.other_direct_cost end as other_direct_cost,
    case when lines.order_id is null then 0 else lines.order_direct_cost end as order_direct_cost,
    case when lines.order_id is null then 0 else lines.cm2 end as cm2,
    case when lines.order_id is null then 0 else lines.service_cost end as service_cost,
    case when lines.order_id is null then 0 else lines.complaint_cost end as complaint_cost,
    case when lines.order_id is null then 0 else lines.receivable_cost end as receivable_cost,
    case when lines.order_id is null then 0 else lines.credit_loss end as credit_loss,
    case when lines.order_id is null then 0 else lines.actual_profit end as actual_profit,
    case when lines.order_id is null then 0 else lines.standard_cost end as standard_cost,
    case when lines.order_id is null then 0 else lines.erp_margin end as erp_margin,
    case when lines.order_id is null then 0 else lines.cost_variance end as cost_variance,
    case when lines.order_id is null then 0 else lines.off_invoice end as off_invoice,
    case when lines.order_id is null then 0 else lines.revenue_difference end as revenue_difference,
    case when lines.costed_quantity <> 0 then <%= it.macro('ratio', { part: 'lines.covered_quantity', whole: 'lines.costed_quantity' }) %> else 1 end as cost_coverage
  from orders
  left join lines on lines.order_id = orders.order_id
)

select * from profit
