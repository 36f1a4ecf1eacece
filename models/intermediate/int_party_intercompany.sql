with party_members as (
  select global_id, party_id from <%= it.ref('int_party_member') %> where entity = 'customers'
),

customers as (
  select customer_id, is_intercompany from <%= it.ref('stg_customers') %> where is_intercompany
),

parties as (
  select distinct party_members.party_id, true as is_intercompany
  from party_members
  inner join customers on customers.customer_id = party_members.global_id
)

select * from parties
