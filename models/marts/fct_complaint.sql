with complaints as (
  select * from <%= it.ref('int_complaint') %>
),

costs as (
  select * from <%= it.ref('int_complaint_cost') %>
),

repeats as (
  select distinct later.complaint_id
  from complaints as later
  inner join complaints as earlier
    on earlier.party_id = later.party_id
    and earlier.product_id = later.product_id
    and earlier.category = later.category
    and earlier.complaint_id <> later.complaint_id
    and earlier.resolved_at <= later.opened_at
    and cast(later.opened_at as date) <= cast(earlier.resolved_at as date) + <%= it.var('complaints.repeat_days') %>
),

ledger as (
  select
    complaints.complaint_id,
    complaints.party_id,
    complaints.order_id,
    complaints.product_id,
    complaints.lot_id,
    complaints.category,
    complaints.severity,
    complaints.fault,
    complaints.opened_at,
    complaints.resolved_at,
    case
      when cast(coalesce(complaints.resolved_at, cast(<%= it.as_of %> as timestamp)) as date)
        > cast(complaints.opened_at as date) + case complaints.severity
          when 1 then <%= it.policy.satisfaction.resolve_within_days[1] %>
          when 2 then <%= it.policy.satisfaction.resolve_within_days[2] %>
          when 3 then <%= it.policy.satisfaction.resolve_within_days[3] %>
          else <%= it.policy.satisfaction.resolve_within_days[4] %>
        end
        then false
      when complaints.resolved_at is not null then true
    end as in_time,
    repeats.complaint_id is not null as repeated,
    cast(case when costs.complaint_id is null then 0 else costs.cost end as <%= it.money_type %>) as cost,
    complaints.sources
  from complaints
  left join costs on costs.complaint_id = complaints.complaint_id
  left join repeats on repeats.complaint_id = complaints.complaint_id
)

select * from ledger
