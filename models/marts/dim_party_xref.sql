with members as (
  select * from <%= it.ref('int_party_member') %>
),

links as (
  select
    party_id,
    source,
    entity,
    source_id,
    rule,
    confidence,
    date '0001-01-01' as valid_from,
    cast(null as date) as valid_to
  from members
)

select * from links
