with loads as (
  select * from <%= it.source('meta.load') %>
),

listed as (
  select
    load_id,
    source,
    entity,
    loaded_at,
    rows_read,
    rows_landed,
    rows_staged,
    rows_quarantined,
    rows_superseded,
    rows_deleted
  from loads
)

select * from listed
