<% const rebates = it.policy.rebates.map((rebate, position) => ({ ...rebate, position })) %>
with party_members as (
  select * from <%= it.ref('int_party_member') %>
),

accounts as (
  select account_id, segment from <%= it.ref('stg_accounts') %>
),

customers as (
  select customer_id, segment, price_grade from <%= it.ref('stg_customers') %>
),

sources as (
  select source, position from <%= it.ref('int_source') %>
),

described as (
  select
    party_members.party_id,
    min_by(
      coalesce(accounts.segment, customers.segment),
      (case party_members.entity when 'accounts' then 0 else 1 end, sources.position, party_members.source_id)
    ) filter (where coalesce(accounts.segment, customers.segment) is not null) as segment,
    min_by(customers.price_grade, (sources.position, party_members.source_id)) filter (where customers.price_grade is not null) as price_grade
  from party_members
  inner join sources on sources.source = party_members.source
  left join accounts on party_members.entity = 'accounts' and accounts.account_id = party_members.global_id
  left join customers on party_members.entity = 'customers' and customers.customer_id = party_members.global_id
  group by party_members.party_id
),

parties as (
  select party_id, segment, price_grade from described
  union all
  select 'unknown' as party_id, cast(null as varchar) as segment, cast(null as varchar) as price_grade
),

rules as (
  <% rebates.forEach((rebate, index) => { %>
  <%= it.sql(index > 0 ? 'union all' : '') %>
  select
    parties.party_id,
    cast(<%= rebate.share %> as decimal(9, 6)) as share,
    <%= rebate.party !== undefined ? 0 : rebate.tier !== undefined ? 1 : rebate.segment !== undefined ? 2 : 3 %> as precedence,
    <%= rebate.position %> as position
  from parties
  where
    <% if (rebate.party !== undefined) { %>parties.party_id = <%= it.literal(rebate.party) %>
    <% } else if (rebate.tier !== undefined) { %>parties.price_grade = <%= it.literal(it.policy.pricing.grades[rebate.tier]?.grade ?? null) %>
    <% } else if (rebate.segment !== undefined) { %>parties.segment = <%= it.literal(rebate.segment) %>
    <% } else { %>true<% } %>
  <% }); if (rebates.length === 0) { %>
  select party_id, cast(null as decimal(9, 6)) as share, 0 as precedence, 0 as position from parties where false
  <% } %>
),

ranked as (
  select *, row_number() over (partition by party_id order by precedence, position) as rank from rules
),

chosen as (
  select party_id, share from ranked where rank = 1
)

select * from chosen
