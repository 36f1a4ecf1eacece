with entities as (
  select * from <%= it.source('meta.entity') %>
),

listed as (
  select entity, key_columns from entities
)

select * from listed
