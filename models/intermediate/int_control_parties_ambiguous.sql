with candidates as (
  select * from <%= it.ref('int_party_candidate') %>
),

revenue as (
  select party_id, sum(net_revenue) as net_revenue from <%= it.ref('fct_customer_month') %> group by party_id
),

findings as (
  select
    'parties_ambiguous' as control,
    candidates.left_entity || '/' || candidates.left_id || ' ' || candidates.right_entity || '/' || candidates.right_id as finding_key,
    candidates.left_id || ' and ' || candidates.right_id || ' may be one customer (rule ' || min(candidates.rule) || ', confidence '
    || max(candidates.confidence) || '): ' || min(candidates.doubt) as what,
    cast(min(coalesce(of_left.net_revenue, 0) + coalesce(of_right.net_revenue, 0)) as <%= it.money_type %>) as amount,
    cast(null as date) as occurred_on
  from candidates
  left join revenue as of_left on of_left.party_id = candidates.left_party_id
  left join revenue as of_right on of_right.party_id = candidates.right_party_id
  group by candidates.left_entity, candidates.left_id, candidates.right_entity, candidates.right_id
)

select * from findings
