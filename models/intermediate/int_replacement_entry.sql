with entries as (
  select * from <%= it.ref('int_goods_entry') %> where replaces_case_id is not null
),

complaint_cases as (
  select * from <%= it.ref('int_complaint_case') %>
),

complaints as (
  select * from <%= it.ref('int_complaint') %>
),

line_drivers as (
  select * from <%= it.ref('int_line_driver') %>
),

-- An order without lines bears nothing: what would reach it stays with the customer.
orders_with_lines as (
  select distinct order_id from line_drivers
),

assigned as (
  select
    row_number() over (order by entries.order_line_id, entries.source_document, entries.step, entries.basis, entries.amount) as entry,
    entries.order_line_id as own_line_id,
    entries.order_id as own_order_id,
    entries.amount,
    entries.effective_date,
    entries.source_document,
    entries.basis,
    complaints.order_line_id,
    orders_with_lines.order_id,
    complaints.party_id
  from entries
  inner join complaint_cases on complaint_cases.case_id = entries.replaces_case_id
  inner join complaints on complaints.complaint_id = complaint_cases.complaint_id
  left join orders_with_lines on orders_with_lines.order_id = complaints.order_id
),

to_split as (
  select
    assigned.*,
    line_drivers.order_line_id as target_line_id,
    line_drivers.line_no,
    line_drivers.net_value,
    line_drivers.quantity
  from assigned
  inner join line_drivers on line_drivers.order_id = assigned.order_id
  where assigned.order_line_id is null and assigned.order_id <> assigned.own_order_id
),

parts as (
  <%= it.macro('allocate', { from: 'to_split', document: 'entry', amount: 'amount', weight: 'net_value', fallback: 'greatest(quantity, 0)', ties: 'order_id, line_no, target_line_id' }) %>
),

moved as (
  select
    case when order_id = own_order_id then own_line_id else order_line_id end as order_line_id,
    order_id,
    party_id,
    case when order_id is null then 'customer_cost' else 'complaint_cost' end as step,
    amount,
    effective_date,
    source_document,
    basis
  from assigned
  where order_id is null or order_id = own_order_id or order_line_id is not null
  union all
  select
    target_line_id as order_line_id,
    order_id,
    party_id,
    'complaint_cost' as step,
    part as amount,
    effective_date,
    source_document,
    basis
  from parts
)

select * from moved
