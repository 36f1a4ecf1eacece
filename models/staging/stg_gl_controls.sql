with gl_controls as (
  select * from <%= it.source('gl_controls') %>
),

identified as (
  select
    gl_controls.source,
    gl_controls.company,
    gl_controls.period,
    gl_controls.account_group,
    gl_controls.amount,
    gl_controls.currency
  from gl_controls
)

select * from identified
