<% const grades = Object.entries(it.policy.pricing.grades) %>
with customers as (
  select * from <%= it.ref('stg_customers') %>
),

members as (
  select global_id, party_id from <%= it.ref('int_party_member') %> where entity = 'customers'
),

parties as (
  select party_id, name, tier, provisional, is_intercompany from <%= it.ref('dim_party') %>
),

grades as (
  <% if (grades.length === 0) { %>
  select cast(null as varchar) as tier, cast(null as varchar) as grade, cast(null as decimal(9, 6)) as discount where false
  <% } %>
  <% grades.forEach(([tier, { grade, discount }], index) => { %>
  <%= it.sql(index > 0 ? 'union all' : '') %>
  select <%= it.literal(tier) %> as tier, <%= it.literal(grade) %> as grade, cast(<%= discount %> as decimal(9, 6)) as discount
  <% }) %>
),

judged as (
  select
    customers.customer_id,
    members.party_id,
    parties.name as party_name,
    customers.source,
    parties.tier,
    parties.provisional,
    customers.price_grade as current_grade,
    grades.grade as tier_grade,
    grades.discount as tier_discount,
    case
      when parties.is_intercompany then 'belongs to the own group'
      when parties.tier is null then 'no tier yet'
      when grades.grade is null then 'the policy has no grade for tier ' || parties.tier
      when parties.provisional and not <%= it.var('allow_standard_cost') %> and grades.grade is distinct from customers.price_grade
        then 'tier ' || parties.tier || ' would be grade ' || grades.grade || ', but it is provisional: too much of the cost is standard, last known or missing'
    end as hold_reason
  from customers
  inner join members on members.global_id = customers.customer_id
  inner join parties on parties.party_id = members.party_id
  left join grades on grades.tier = parties.tier
),

proposed as (
  select
    customer_id,
    party_id,
    party_name,
    source,
    tier,
    provisional,
    current_grade,
    case when hold_reason is null then tier_grade else current_grade end as proposed_grade,
    hold_reason,
    case
      when hold_reason is not null then 'hold'
      when tier_grade = current_grade then 'keep'
      else 'change'
    end as status
  from judged
),

codes as (
  select grade, min(discount) as discount from grades group by grade having count(distinct discount) = 1
),

listed as (
  select
    proposed.customer_id,
    proposed.party_id,
    proposed.party_name,
    proposed.source,
    proposed.tier,
    proposed.provisional,
    proposed.current_grade,
    proposed.proposed_grade,
    codes.discount,
    proposed.status,
    coalesce(
      proposed.hold_reason,
      case
        when proposed.status = 'keep' then 'tier ' || proposed.tier || ' has this grade already'
        when proposed.current_grade is null then 'tier ' || proposed.tier || ', no grade so far'
        else 'tier ' || proposed.tier || ' asks for ' || proposed.proposed_grade || ' instead of ' || proposed.current_grade
      end
    ) as reason
  from proposed
  left join codes on codes.grade = proposed.proposed_grade
)

select * from listed
