with history as (
  select order_line_id, step, reported, restated, delta, cause, source_document, recorded_at
  from <%= it.source('published.fct_profit_restatement') %>
),

restatements as (
  select * from <%= it.ref('int_restatement') %>
),

documents as (
  select * from <%= it.ref('int_restatement_document') %>
),

this_build as (
  select built_at, as_of, policy_hash, sources
  from <%= it.source('meta.build') %>
  order by built_at desc, build_id desc
  limit 1
),

published_build as (
  select as_of, policy_hash, sources
  from <%= it.source('published.meta_build') %>
  order by built_at desc, build_id desc
  limit 1
),

changes as (
  select
    this_build.built_at,
    this_build.policy_hash <> published_build.policy_hash as has_other_policy,
    this_build.as_of <> published_build.as_of as has_other_day,
    this_build.sources <> published_build.sources as has_other_sources
  from this_build
  cross join published_build
),

found as (
  select
    restatements.order_line_id,
    restatements.step,
    restatements.reported,
    restatements.restated,
    cast(restatements.restated - restatements.reported as <%= it.money_type %>) as delta,
    case
      when not changes.has_other_sources and changes.has_other_policy then 'policy'
      when not changes.has_other_sources and changes.has_other_day then 'as_of'
      when not changes.has_other_sources or documents.source_document is null then 'models'
      when changes.has_other_policy and documents.are_same_documents then 'policy'
      else split_part(documents.source_document, '/', 1)
    end as cause,
    documents.source_document,
    changes.built_at as recorded_at
  from restatements
  left join documents on documents.order_line_id = restatements.order_line_id and documents.step = restatements.step
  cross join changes
),

restated as (
  select * from history
  union all
  select * from found
)

select * from restated
