with members as (
  select * from <%= it.ref('int_party_member') %>
),

accounts as (
  select account_id, segment from <%= it.ref('stg_accounts') %> where segment is not null
),

customers as (
  select customer_id, segment from <%= it.ref('stg_customers') %> where segment is not null
),

segments as (
  select
    members.party_id,
    coalesce(min_by(accounts.segment, members.row_number), min_by(customers.segment, members.row_number)) as segment
  from members
  left join accounts on accounts.account_id = case members.entity when 'accounts' then members.global_id end
  left join customers on customers.customer_id = case members.entity when 'customers' then members.global_id end
  where accounts.segment is not null or customers.segment is not null
  group by members.party_id
)

select * from segments
