with order_costs as (
  select * from <%= it.ref('int_order_cost') %>
),

effort as (
  select * from <%= it.ref('int_effort') %> where not is_prospect
),

complaints as (
  select * from <%= it.ref('int_complaint') %>
),

complaint_cases as (
  select * from <%= it.ref('int_complaint_case') %>
),

cases as (
  select * from <%= it.ref('stg_cases') %> where recovery is not null and recovery <> 0
),

orders as (
  select * from <%= it.ref('int_order') %>
),

invoice_lines as (
  select * from <%= it.ref('int_invoice_line') %>
),

order_lines as (
  select order_id from <%= it.ref('int_order_line') %>
),

sources as (
  select source, currency, timezone from <%= it.ref('int_source') %>
),

rebated_parties as (
  select party_id from <%= it.ref('int_party_rebate') %>
),

direct_costs as (
  select
    'order_costs/' || cost_id as source_document,
    step,
    status as basis,
    driver,
    order_line_id,
    delivery_id,
    order_id,
    party_id,
    -cost as amount,
    date as effective_date
  from order_costs
  where complaint_id is null
),

complaint_costs as (
  select
    'order_costs/' || order_costs.cost_id as source_document,
    'complaint_cost' as step,
    order_costs.status as basis,
    case when complaints.order_id is null then order_costs.driver else 'net_value' end as driver,
    case when complaints.order_id is null then order_costs.order_line_id else complaints.order_line_id end as order_line_id,
    case when complaints.order_id is null then order_costs.delivery_id end as delivery_id,
    coalesce(complaints.order_id, order_costs.order_id) as order_id,
    case when complaints.order_id is null and order_costs.party_id <> 'unknown' then order_costs.party_id else complaints.party_id end as party_id,
    -order_costs.cost as amount,
    order_costs.date as effective_date
  from order_costs
  inner join complaints on complaints.complaint_id = order_costs.complaint_id
),

recoveries as (
  select
    cases.case_id,
    cases.recovery,
    sources.currency,
    <%= it.macro('local_date', { moment: 'coalesce(cases.resolved_at, cases.opened_at)', timezone: 'sources.timezone' }) %> as effective_date,
    complaint_cases.complaint_id
  from cases
  inner join complaint_cases on complaint_cases.case_id = cases.case_id
  inner join sources on sources.source = cases.source
),

recovered as (
  select
    'cases/' || recoveries.case_id as source_document,
    'complaint_cost' as step,
    'recovery' as basis,
    'net_value' as driver,
    complaints.order_line_id,
    cast(null as varchar) as delivery_id,
    complaints.order_id,
    complaints.party_id,
    <%= it.macro('convert', { amount: 'recoveries.recovery', currency: 'recoveries.currency', rate: 'exchange_rate' }) %> as amount,
    recoveries.effective_date
  from recoveries
  inner join complaints on complaints.complaint_id = recoveries.complaint_id
  <%= it.macro('exchange_rate_join', { as: 'exchange_rate', currency: 'recoveries.currency', date: 'recoveries.effective_date' }) %>
),

services as (
  select
    effort.source_document,
    case when effort.complaint_id is null then 'service_cost' else 'complaint_cost' end as step,
    effort.basis,
    'net_value' as driver,
    complaints.order_line_id,
    cast(null as varchar) as delivery_id,
    coalesce(complaints.order_id, effort.order_id) as order_id,
    case when complaints.complaint_id is null or (complaints.order_id is null and effort.order_id is not null) then effort.party_id else complaints.party_id end
      as party_id,
    -effort.cost as amount,
    effort.effective_date
  from effort
  left join complaints on complaints.complaint_id = effort.complaint_id
),

freight_of_orders as (
  select
    'orders/' || orders.order_id as source_document,
    'charged_freight' as step,
    'order' as basis,
    'freight' as driver,
    cast(null as varchar) as order_line_id,
    cast(null as varchar) as delivery_id,
    orders.order_id,
    orders.party_id,
    <%= it.macro('convert', { amount: 'orders.charged_freight', currency: 'orders.currency', rate: 'exchange_rate' }) %> as amount,
    orders.order_date as effective_date
  from orders
  <%= it.macro('exchange_rate_join', { as: 'exchange_rate', currency: 'orders.currency', date: 'orders.order_date' }) %>
  where orders.recognise = 'order' and not orders.is_void and orders.charged_freight is not null and orders.charged_freight <> 0
),

invoiced as (
  select
    'invoice_lines/' || invoice_lines.invoice_line_id as source_document,
    invoice_lines.step,
    invoice_lines.reason as basis,
    case when invoice_lines.step = 'charged_freight' then 'freight' else 'net_value' end as driver,
    invoice_lines.order_line_id,
    cast(null as varchar) as delivery_id,
    invoice_lines.order_id,
    invoice_lines.party_id,
    case when invoice_lines.kind = 'invoice' then invoice_lines.net else -invoice_lines.net end as amount,
    invoice_lines.posted_on as effective_date
  from invoice_lines
  where (invoice_lines.kind = 'credit' or invoice_lines.recognise = 'invoice')
    and (
      invoice_lines.step <> 'invoice_revenue'
      or invoice_lines.order_id is null
      or invoice_lines.order_id not in (select order_id from order_lines)
    )
    and not (invoice_lines.step = 'rebate' and invoice_lines.party_id in (select party_id from rebated_parties))
),

documents as (
  select * from direct_costs
  union all
  select * from complaint_costs
  union all
  select * from recovered
  union all
  select * from services
  union all
  select * from freight_of_orders
  union all
  select * from invoiced
)

select * from documents
