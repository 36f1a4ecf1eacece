with recursive cases as (
  select * from <%= it.ref('stg_cases') %>
),

numbered as (
  select case_id, source, substr(case_id, length(source) + 2) as number from cases
),

named as (
  select cases.case_id as left_id, numbered.case_id as right_id
  from cases
  inner join numbered on numbered.number = cases.reference
  where numbered.source <> cases.source
  union
  select cases.case_id as left_id, numbered.case_id as right_id
  from cases
  inner join numbered on numbered.case_id = cases.reference
  where numbered.source <> cases.source
),

pairs as (
  select left_id, right_id from named
  union
  select right_id, left_id from named
),

reached as (
  select left_id as case_id, right_id as other_id from pairs
  union
  select reached.case_id, pairs.right_id as other_id
  from reached
  inner join pairs on pairs.left_id = reached.other_id
),

merged as (
  select cases.case_id, reached.other_id
  from cases
  inner join reached on reached.case_id = cases.case_id
  union
  select case_id, case_id as other_id from cases
),

ordered as (
  select
    merged.case_id,
    other.case_id as first_case_id,
    row_number() over (partition by merged.case_id order by other.opened_at, other.source, other.case_id) as rank
  from merged
  inner join cases as other on other.case_id = merged.other_id
),

complaints as (
  select case_id, first_case_id as complaint_id from ordered where rank = 1
)

select * from complaints
