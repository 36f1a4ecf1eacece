with quarantine as (
  select * from <%= it.source('meta.quarantine') %>
),

reasons as (
  select quarantine_id, source, entity, quarantined_at, unnest(cast(cast(reasons as json) as json[])) as reason from quarantine
),

grouped as (
  select
    source,
    entity,
    concat_ws(': ', reason ->> 'column', reason ->> 'message') as reason,
    cast(count(distinct quarantine_id) as bigint) as rows,
    min(quarantined_at) as oldest
  from reasons
  group by source, entity, concat_ws(': ', reason ->> 'column', reason ->> 'message')
)

select * from grouped
