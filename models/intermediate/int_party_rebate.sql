<% const rebates = it.policy.rebates.map((rebate, position) => ({ ...rebate, position })) %>
with party_members as (
  select * from <%= it.ref('int_party_member') %>
),

segments as (
  select party_id, segment from <%= it.ref('int_party_segment') %>
),

customers as (
  select customer_id, price_grade from <%= it.ref('stg_customers') %> where price_grade is not null
),

price_grades as (
  select party_members.party_id, min_by(customers.price_grade, party_members.row_number) as price_grade
  from party_members
  inner join customers on customers.customer_id = party_members.global_id
  where party_members.entity = 'customers'
  group by party_members.party_id
),

described as (
  select distinct party_members.party_id, segments.segment, price_grades.price_grade
  from party_members
  left join segments on segments.party_id = party_members.party_id
  left join price_grades on price_grades.party_id = party_members.party_id
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
