with order_lines as (
  select order_line_id, order_id, party_id, replaces_case_id from <%= it.ref('int_order_line') %>
),

shipment_costs as (
  select * from <%= it.ref('int_shipment_cost') %>
),

return_costs as (
  select * from <%= it.ref('int_return_cost') %>
),

cost_documents as (
  select * from <%= it.ref('int_cost_document') %> where step in ('freight_cost', 'packaging_cost', 'other_direct_cost')
),

cost_parts as (
  select * from <%= it.ref('int_cost_part') %> where step in ('freight_cost', 'packaging_cost', 'other_direct_cost')
),

entries as (
  select
    order_line_id,
    'product_cost' as step,
    -cost as amount,
    shipped_on as effective_date,
    document as source_document,
    basis
  from shipment_costs
  union all
  select
    order_line_id,
    'product_cost' as step,
    amount,
    effective_date,
    'returns/' || return_id as source_document,
    basis
  from return_costs
  union all
  select order_line_id, step, amount, effective_date, source_document, basis
  from cost_documents
  where order_line_id is not null
  union all
  select order_line_id, step, amount, effective_date, source_document, basis
  from cost_parts
),

owned as (
  select
    entries.order_line_id,
    order_lines.order_id,
    order_lines.party_id,
    order_lines.replaces_case_id,
    entries.step,
    entries.amount,
    entries.effective_date,
    entries.source_document,
    entries.basis
  from entries
  inner join order_lines on order_lines.order_line_id = entries.order_line_id
)

select * from owned
