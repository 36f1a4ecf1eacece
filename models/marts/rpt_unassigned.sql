with unassigned as (
  select * from <%= it.ref('int_unassigned') %>
)

select * from unassigned
