with builds as (
  select * from <%= it.source('meta.build') %>
),

-- The build that is under way reads as running here; when it fails, this table is never published.
published as (
  select build_id, built_at, as_of, policy_hash, code_version, sources from builds where status <> 'failed'
)

select * from published
