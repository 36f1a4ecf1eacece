with recursive rows_of_systems as (
  select * from <%= it.ref('int_party_row') %>
),

links as (
  select left_number, right_number, rule, confidence from <%= it.ref('int_party_link') %> where doubt is null
),

reached as (
  <%= it.macro('reached_party_rows', { from: 'links', as: 'reached' }) %>
),

nearest as (
  select number, reached, min(steps) as steps from reached group by number, reached
),

joined as (
  select number, min(reached) as first_number, min_by(steps, reached) as steps from nearest group by number
),

sides as (
  select left_number as number, right_number as other_number, rule, confidence from links
  union all
  select right_number, left_number, rule, confidence from links
),

-- The link by which a row came: the surest one that leads a step nearer to the row that the others join.
ways as (
  select
    sides.number,
    sides.rule,
    sides.confidence,
    row_number() over (partition by sides.number order by sides.rule, sides.confidence desc, sides.other_number) as place
  from sides
  inner join joined on joined.number = sides.number
  inner join joined as towards on towards.number = sides.other_number and towards.steps = joined.steps - 1
),

members as (
  select
    rows_of_systems.source,
    rows_of_systems.entity,
    rows_of_systems.source_id,
    rows_of_systems.global_id,
    rows_of_systems.row_number,
    rows_of_systems.is_intercompany,
    coalesce(joined.first_number, rows_of_systems.row_number) as first_number,
    ways.rule,
    coalesce(ways.confidence, 1.00) as confidence
  from rows_of_systems
  left join joined on joined.number = rows_of_systems.row_number
  left join ways on ways.number = rows_of_systems.row_number and ways.place = 1
),

customer_ids as (
  select global_id from rows_of_systems where entity = 'customers'
),

first_rows as (
  select
    rows_of_systems.row_number,
    case
      when rows_of_systems.entity = 'accounts' and customer_ids.global_id is not null
        then rows_of_systems.source || ':accounts/' || rows_of_systems.source_id
      else rows_of_systems.global_id
    end as party_id
  from rows_of_systems
  left join customer_ids on customer_ids.global_id = rows_of_systems.global_id
),

identified as (
  select
    members.source,
    members.entity,
    members.source_id,
    members.global_id,
    first_rows.party_id,
    cast(members.rule as integer) as rule,
    cast(members.confidence as decimal(4, 2)) as confidence,
    members.row_number,
    members.row_number = members.first_number as is_representative,
    bool_or(members.is_intercompany) over (partition by members.first_number) as is_intercompany
  from members
  inner join first_rows on first_rows.row_number = members.first_number
)

select * from identified
