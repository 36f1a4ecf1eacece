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
  left join accounts on members.entity = 'accounts' and accounts.account_id = members.global_id
  left join customers on members.entity = 'customers' and customers.customer_id = members.global_id
  where accounts.segment is not null or customers.segment is not null
  group by members.party_id
)

select * from segments
