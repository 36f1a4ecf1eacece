with complaint_cases as (
  select * from <%= it.ref('int_complaint_case') %>
),

efforts as (
  select complaint_id, cost from <%= it.ref('int_effort') %> where complaint_id is not null
),

order_costs as (
  select complaint_id, cost from <%= it.ref('int_order_cost') %> where complaint_id is not null
),

recoveries as (
  select complaint_cases.complaint_id, documents.amount
  from <%= it.ref('int_cost_document') %> as documents
  inner join complaint_cases on documents.source_document = 'cases/' || complaint_cases.case_id
  where documents.basis = 'recovery'
),

replacements as (
  select complaint_cases.complaint_id, entries.amount
  from <%= it.ref('int_goods_entry') %> as entries
  inner join complaint_cases on complaint_cases.case_id = entries.replaces_case_id
),

parts as (
  select complaint_id, cost from efforts
  union all
  select complaint_id, cost from order_costs
  union all
  select complaint_id, -amount as cost from recoveries
  union all
  select complaint_id, -amount as cost from replacements
),

summed as (
  select complaint_id, case when count(cost) = count(*) then cast(sum(cost) as <%= it.money_type %>) end as cost
  from parts
  group by complaint_id
)

select * from summed
