with members as (
  select * from <%= it.ref('int_party_member') %>
),

parties as (
  select party_id, bool_or(entity = 'accounts') as has_account, bool_or(entity = 'customers') as has_customer
  from members
  group by party_id
),

intercompany_parties as (
  select party_id from <%= it.ref('int_party_intercompany') %>
),

customer_months as (
  select party_id, sum(net_revenue) as net_revenue, max(month) as last_month from <%= it.ref('fct_customer_month') %> group by party_id
),

-- Where no CRM is loaded, nobody can be missing from it.
findings as (
  select
    'parties_unmatched' as control,
    parties.party_id as finding_key,
    'customer ' || parties.party_id || ' has no account in the CRM' as what,
    cast(customer_months.net_revenue as <%= it.money_type %>) as amount,
    customer_months.last_month as occurred_on
  from parties
  left join customer_months on customer_months.party_id = parties.party_id
  where parties.has_customer
    and not parties.has_account
    and exists (select 1 from members where entity = 'accounts')
    and parties.party_id not in (select party_id from intercompany_parties)
)

select * from findings
