with unassigned as (
  select * from <%= it.ref('int_unassigned') %>
),

closed as (
  select
    idle,
    cast(month + interval 1 month - interval 1 day as date) as effective_date,
    'policy/effort.pools.' || pool as source_document
  from unassigned
  where idle is not null
)

select * from closed
