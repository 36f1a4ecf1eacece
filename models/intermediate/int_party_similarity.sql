<%
// Blocks larger than this say nothing (a common name, a large town) and would cost all pairs of them.
const largestBlock = 50
const similarity = (column) =>
  `greatest(0, (jaro_winkler_similarity(left_row.${column}, right_row.${column}) - 0.7) / 0.3)`
const fields = [
  { column: 'name_key', weight: 0.45, alike: similarity('name_key') },
  { column: 'address_key', weight: 0.2, alike: similarity('address_key') },
  { column: 'phone_key', weight: 0.2, alike: 'case when left_row.phone_key = right_row.phone_key then 1 else 0 end' },
  { column: 'domain_key', weight: 0.15, alike: 'case when left_row.domain_key = right_row.domain_key then 1 else 0 end' },
]
const both = (column) => `left_row.${column} is not null and right_row.${column} is not null`
const known = fields.map(({ column, weight }) => `case when ${both(column)} then ${weight} else 0 end`).join(' + ')
const alike = fields.map(({ column, weight, alike }) => `case when ${both(column)} then ${weight} * ${alike} else 0 end`).join(' + ')
%>
with rows_of_systems as (
  select * from <%= it.ref('int_party_row') %> where name_key is not null
),

claims as (
  select * from <%= it.ref('int_party_claim') %>
),

blocked as (
  select row_number, source, 'domain ' || domain_key as block from rows_of_systems where domain_key is not null
  union all
  select row_number, source, 'phone ' || phone_key as block from rows_of_systems where phone_key is not null
  union all
  select row_number, source, concat_ws(' ', 'postcode', country, postcode_key, left(name_key, 2)) as block
  from rows_of_systems
  where postcode_key is not null
  union all
  select row_number, source, 'name ' || left(name_key, 8) as block from rows_of_systems
),

blocks as (
  select block from blocked group by block having count(*) between 2 and <%= largestBlock %> and count(distinct source) > 1
),

chosen as (
  select blocked.* from blocked inner join blocks on blocks.block = blocked.block
),

pairs as (
  select distinct earlier.row_number as left_number, later.row_number as right_number
  from chosen as earlier
  inner join chosen as later
    on later.block = earlier.block and later.row_number > earlier.row_number and later.source <> earlier.source
),

-- A row that already has its partner in the other source needs no likeness.
partnered as (
  select claims.left_number as number, rows_of_systems.source as other_source
  from claims
  inner join rows_of_systems on rows_of_systems.row_number = claims.right_number
  where claims.doubt is null
  union
  select claims.right_number, rows_of_systems.source
  from claims
  inner join rows_of_systems on rows_of_systems.row_number = claims.left_number
  where claims.doubt is null
),

measured as (
  select
    pairs.left_number,
    pairs.right_number,
    left_row.source as left_source,
    right_row.source as right_source,
    (<%= it.sql(alike) %>) / (<%= it.sql(known) %>) - 0.1 * (1 - (<%= it.sql(known) %>)) as similarity
  from pairs
  inner join rows_of_systems as left_row on left_row.row_number = pairs.left_number
  inner join rows_of_systems as right_row on right_row.row_number = pairs.right_number
  where (left_row.tax_id_key <> right_row.tax_id_key) is not true
    and (left_row.country <> right_row.country) is not true
    and not exists (
      select 1 from partnered where partnered.number = pairs.left_number and partnered.other_source = right_row.source
    )
    and not exists (
      select 1 from partnered where partnered.number = pairs.right_number and partnered.other_source = left_row.source
    )
    and not exists (
      select 1 from claims where claims.left_number = pairs.left_number and claims.right_number = pairs.right_number
    )
),

alike as (
  select left_number, right_number, left_source, right_source, cast(similarity as decimal(6, 4)) as similarity
  from measured
  where similarity >= <%= it.var('identity.review') %>
),

ranked as (
  select
    *,
    row_number() over (partition by left_number, right_source order by similarity desc, right_number) as place_on_left,
    row_number() over (partition by right_number, left_source order by similarity desc, left_number) as place_on_right,
    count(*) filter (where similarity >= <%= it.var('identity.link') %>) over (partition by left_number, right_source) as sure_on_left,
    count(*) filter (where similarity >= <%= it.var('identity.link') %>) over (partition by right_number, left_source) as sure_on_right
  from alike
),

decided as (
  select
    left_number,
    right_number,
    7 as rule,
    cast(floor(similarity * 100) / 100 as decimal(4, 2)) as confidence,
    case
      when similarity < <%= it.var('identity.link') %> then 'similar, not certain'
      when sure_on_left > 1 or sure_on_right > 1 then 'rules name different rows'
    end as doubt
  from ranked
  where place_on_left <= 3 or place_on_right <= 3
)

select * from decided
