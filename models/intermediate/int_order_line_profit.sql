with order_lines as (
  select * from <%= it.ref('int_order_line') %>
),

recognised as (
  select * from <%= it.ref('int_recognised_quantity') %>
),

ladder as (
  select * from <%= it.ref('int_ladder') %>
),

entries as (
  select * from <%= it.ref('int_profit_entry') %> where order_line_id is not null
),

shipment_costs as (
  select * from <%= it.ref('int_shipment_cost') %>
),

return_costs as (
  select * from <%= it.ref('int_return_cost') %>
),

invoiced as (
  select distinct order_line_id
  from <%= it.ref('int_revenue_entry') %>
  where basis = 'invoice' and source_document in (
    select 'invoice_lines/' || invoice_line_id from <%= it.ref('int_invoice_line') %> where kind = 'invoice'
  )
),

delivered as (
  select distinct order_line_id from <%= it.ref('int_shipment') %> where delivery_id is not null
),

steps as (
  select order_line_id, step, sum(amount) as amount, bool_or(amount is null) as is_unknown
  from entries
  group by order_line_id, step
),

pivoted as (
  select
    order_line_id,
    bool_or(is_unknown) as has_unknown,
    coalesce(bool_or(is_unknown) filter (where step = 'invoice_revenue'), false) as invoice_revenue_unknown,
    coalesce(bool_or(is_unknown) filter (where step = 'charged_freight'), false) as charged_freight_unknown,
    coalesce(bool_or(is_unknown) filter (where step = 'returns_credit'), false) as returns_credit_unknown,
    coalesce(bool_or(is_unknown) filter (where step = 'price_credit'), false) as price_credit_unknown,
    coalesce(bool_or(is_unknown) filter (where step = 'cash_discount'), false) as cash_discount_unknown,
    coalesce(bool_or(is_unknown) filter (where step = 'rebate'), false) as rebate_unknown,
    coalesce(bool_or(is_unknown) filter (where step = 'product_cost'), false) as product_cost_unknown,
    coalesce(bool_or(is_unknown) filter (where step = 'freight_cost'), false) as freight_cost_unknown,
    coalesce(bool_or(is_unknown) filter (where step = 'packaging_cost'), false) as packaging_cost_unknown,
    coalesce(bool_or(is_unknown) filter (where step = 'other_direct_cost'), false) as other_direct_cost_unknown,
    coalesce(bool_or(is_unknown) filter (where step = 'service_cost'), false) as service_cost_unknown,
    coalesce(bool_or(is_unknown) filter (where step = 'complaint_cost'), false) as complaint_cost_unknown,
    coalesce(bool_or(is_unknown) filter (where step = 'receivable_cost'), false) as receivable_cost_unknown,
    coalesce(bool_or(is_unknown) filter (where step = 'credit_loss'), false) as credit_loss_unknown,
    coalesce(sum(amount) filter (where step = 'invoice_revenue'), 0) as invoice_revenue,
    coalesce(sum(amount) filter (where step = 'charged_freight'), 0) as charged_freight,
    -coalesce(sum(amount) filter (where step = 'returns_credit'), 0) as returns_credit,
    -coalesce(sum(amount) filter (where step = 'price_credit'), 0) as price_credit,
    -coalesce(sum(amount) filter (where step = 'cash_discount'), 0) as cash_discount,
    -coalesce(sum(amount) filter (where step = 'rebate'), 0) as rebate,
    -coalesce(sum(amount) filter (where step = 'product_cost'), 0) as product_cost,
    -coalesce(sum(amount) filter (where step = 'freight_cost'), 0) as freight_cost,
    -coalesce(sum(amount) filter (where step = 'packaging_cost'), 0) as packaging_cost,
    -coalesce(sum(amount) filter (where step = 'other_direct_cost'), 0) as other_direct_cost,
    -coalesce(sum(amount) filter (where step = 'service_cost'), 0) as service_cost,
    -coalesce(sum(amount) filter (where step = 'complaint_cost'), 0) as complaint_cost,
    -coalesce(sum(amount) filter (where step = 'receivable_cost'), 0) as receivable_cost,
    -coalesce(sum(amount) filter (where step = 'credit_loss'), 0) as credit_loss
  from steps
  group by order_line_id
),

bases as (
  select
    order_line_id,
    basis,
    sum(quantity) as quantity,
    sum(coalesce(base_quantity, quantity)) as base_quantity,
    sum(cost) as cost,
    bool_or(cost is null) as is_unknown,
    sum(standard_cost) as standard_cost,
    bool_or(standard_cost is null) as is_standard_unknown,
    case basis
      when 'job' then 0
      when 'batch' then 1
      when 'batch_preliminary' then 2
      when 'moving_average' then 3
      when 'standard' then 4
      when 'last_known' then 5
      else 6
    end as weakness
  from shipment_costs
  group by order_line_id, basis
),

goods as (
  select
    order_line_id,
    max_by(basis, weakness) as cost_basis,
    sum(quantity) as costed_quantity,
    coalesce(sum(quantity) filter (where basis <> 'missing'), 0) as covered_quantity,
    sum(base_quantity) as costed_base_quantity,
    coalesce(sum(base_quantity) filter (where basis <> 'missing'), 0) as covered_base_quantity,
    case when not bool_or(is_unknown) then sum(cost) end as product_cost,
    case when not bool_or(is_standard_unknown) then sum(standard_cost) end as standard_cost,
    coalesce(sum(cost) filter (where basis in ('standard', 'last_known')), 0) as cost_on_standard,
    '[' || string_agg('{"basis":"' || basis || '","quantity":"' || cast(quantity as varchar) || '"}', ',' order by weakness) || ']' as cost_bases
  from bases
  group by order_line_id
),

given_back as (
  select order_line_id, case when not bool_or(amount is null) then sum(amount) end as amount
  from return_costs
  group by order_line_id
),

known as (
  select
    order_lines.order_line_id,
    order_lines.order_id,
    order_lines.party_id,
    order_lines.customer_id,
    order_lines.stated_product_id as product_id,
    order_lines.is_intercompany,
    order_lines.order_date,
    order_lines.currency,
    order_lines.plant,
    order_lines.replaces_case_id is not null as is_replacement,
    recognised.revenue_date,
    case
      when order_lines.is_void then 'cancelled'
      when order_lines.recognise = 'order' then 'ordered'
      when invoiced.order_line_id is not null then 'invoiced'
      when delivered.order_line_id is not null then 'shipped'
      else 'open'
    end as maturity,
    order_lines.recognise as revenue_basis,
    cast(recognised.quantity * order_lines.factor as decimal(18, 6)) as quantity,
    ladder.list_amount,
    ladder.grade_discount,
    ladder.contract_discount,
    ladder.manual_discount,
    case when not coalesce(pivoted.invoice_revenue_unknown, false) then cast(coalesce(pivoted.invoice_revenue, 0) as <%= it.money_type %>) end as invoice_revenue,
    case when not coalesce(pivoted.charged_freight_unknown, false) then cast(coalesce(pivoted.charged_freight, 0) as <%= it.money_type %>) end as charged_freight,
    case when not coalesce(pivoted.returns_credit_unknown, false) then cast(coalesce(pivoted.returns_credit, 0) as <%= it.money_type %>) end as returns_credit,
    case when not coalesce(pivoted.price_credit_unknown, false) then cast(coalesce(pivoted.price_credit, 0) as <%= it.money_type %>) end as price_credit,
    case when not coalesce(pivoted.cash_discount_unknown, false) then cast(coalesce(pivoted.cash_discount, 0) as <%= it.money_type %>) end as cash_discount,
    case when not coalesce(pivoted.rebate_unknown, false) then cast(coalesce(pivoted.rebate, 0) as <%= it.money_type %>) end as rebate,
    case when not coalesce(pivoted.product_cost_unknown, false) then cast(coalesce(pivoted.product_cost, 0) as <%= it.money_type %>) end as product_cost,
    case when not coalesce(pivoted.freight_cost_unknown, false) then cast(coalesce(pivoted.freight_cost, 0) as <%= it.money_type %>) end as freight_cost,
    case when not coalesce(pivoted.packaging_cost_unknown, false) then cast(coalesce(pivoted.packaging_cost, 0) as <%= it.money_type %>) end as packaging_cost,
    case when not coalesce(pivoted.other_direct_cost_unknown, false) then cast(coalesce(pivoted.other_direct_cost, 0) as <%= it.money_type %>) end as other_direct_cost,
    case when not coalesce(pivoted.service_cost_unknown, false) then cast(coalesce(pivoted.service_cost, 0) as <%= it.money_type %>) end as service_cost,
    case when not coalesce(pivoted.complaint_cost_unknown, false) then cast(coalesce(pivoted.complaint_cost, 0) as <%= it.money_type %>) end as complaint_cost,
    case when not coalesce(pivoted.receivable_cost_unknown, false) then cast(coalesce(pivoted.receivable_cost, 0) as <%= it.money_type %>) end as receivable_cost,
    case when not coalesce(pivoted.credit_loss_unknown, false) then cast(coalesce(pivoted.credit_loss, 0) as <%= it.money_type %>) end as credit_loss,
    coalesce(pivoted.has_unknown, false) as has_unknown,
    goods.cost_basis,
    goods.costed_quantity,
    goods.covered_quantity,
    goods.costed_base_quantity,
    goods.covered_base_quantity,
    goods.cost_bases,
    goods.cost_on_standard,
    case when goods.order_line_id is null then 0 else goods.product_cost end as product_cost_before_returns,
    case when goods.order_line_id is null then 0 else goods.standard_cost end as standard_cost_of_goods,
    case when given_back.order_line_id is null then 0 else given_back.amount end as goods_given_back,
    order_lines.erp_margin as stated_margin
  from order_lines
  inner join recognised on recognised.order_line_id = order_lines.order_line_id
  inner join ladder on ladder.order_line_id = order_lines.order_line_id
  left join pivoted on pivoted.order_line_id = order_lines.order_line_id
  left join goods on goods.order_line_id = order_lines.order_line_id
  left join given_back on given_back.order_line_id = order_lines.order_line_id
  left join invoiced on invoiced.order_line_id = order_lines.order_line_id
  left join delivered on delivered.order_line_id = order_lines.order_line_id
),

margined as (
  select
    known.*,
    case when is_replacement then 0 else standard_cost_of_goods end as standard_cost,
    case when is_replacement then 0 else product_cost_before_returns - standard_cost_of_goods end as cost_variance,
    <%= it.macro('convert', { amount: 'known.stated_margin', currency: 'known.currency', rate: 'exchange_rate' }) %> as converted_margin
  from known
  <%= it.macro('exchange_rate_join', { as: 'exchange_rate', currency: 'known.currency', date: 'coalesce(known.revenue_date, known.order_date)' }) %>
),

summed as (
  select
    *,
    list_amount - grade_discount - contract_discount - manual_discount - invoice_revenue as price_deviation,
    invoice_revenue + charged_freight - returns_credit - price_credit - cash_discount - rebate as net_revenue,
    freight_cost + packaging_cost + other_direct_cost as order_direct_cost,
    case when stated_margin is null then invoice_revenue - standard_cost else converted_margin end as erp_margin
  from margined
),

contributed as (
  select *, net_revenue - product_cost as cm1 from summed
),

delivered_margin as (
  select *, cm1 - order_direct_cost as cm2 from contributed
),

profited as (
  select *, cm2 - service_cost - complaint_cost - receivable_cost - credit_loss as actual_profit from delivered_margin
),

lines as (
  select
    order_line_id,
    order_id,
    party_id,
    customer_id,
    product_id,
    order_date,
    revenue_date,
    maturity,
    quantity,
    list_amount,
    grade_discount,
    contract_discount,
    manual_discount,
    cast(price_deviation as <%= it.money_type %>) as price_deviation,
    invoice_revenue,
    charged_freight,
    returns_credit,
    price_credit,
    cash_discount,
    rebate,
    cast(net_revenue as <%= it.money_type %>) as net_revenue,
    product_cost,
    cast(cm1 as <%= it.money_type %>) as cm1,
    freight_cost,
    packaging_cost,
    other_direct_cost,
    cast(order_direct_cost as <%= it.money_type %>) as order_direct_cost,
    cast(cm2 as <%= it.money_type %>) as cm2,
    service_cost,
    complaint_cost,
    receivable_cost,
    credit_loss,
    cast(actual_profit as <%= it.money_type %>) as actual_profit,
    cast(standard_cost as <%= it.money_type %>) as standard_cost,
    cast(erp_margin as <%= it.money_type %>) as erp_margin,
    cast(cost_variance as <%= it.money_type %>) as cost_variance,
    cast(invoice_revenue - net_revenue - goods_given_back as <%= it.money_type %>) as off_invoice,
    cast(invoice_revenue - erp_margin - standard_cost as <%= it.money_type %>) as revenue_difference,
    revenue_basis,
    cost_basis,
    case when costed_quantity <> 0 then <%= it.macro('ratio', { part: 'covered_quantity', whole: 'costed_quantity' }) %> else 1 end as cost_coverage,
    cost_bases,
    cast(coalesce(cost_on_standard, 0) as <%= it.money_type %>) as cost_on_standard,
    cast(coalesce(costed_base_quantity, 0) as decimal(24, 6)) as costed_base_quantity,
    cast(coalesce(covered_base_quantity, 0) as decimal(24, 6)) as covered_base_quantity,
    not has_unknown as is_covered,
    is_intercompany,
    plant
  from profited
)

select * from lines
