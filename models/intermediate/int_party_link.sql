<% const largest = 5 %>
with recursive rows_of_systems as (
  select row_number, source, entity from <%= it.ref('int_party_row') %>
),

claims as (
  select * from <%= it.ref('int_party_claim') %>
  union all
  select * from <%= it.ref('int_party_similarity') %>
),

sure as (
  select * from claims where doubt is null
),

degrees as (
  select number, count(*) as links
  from (select left_number as number from sure union all select right_number from sure)
  group by number
),

-- A row with that many links alone makes its cluster too large; without its links every walk below stays short.
narrow as (
  select sure.*
  from sure
  inner join degrees as left_degree on left_degree.number = sure.left_number
  inner join degrees as right_degree on right_degree.number = sure.right_number
  where sure.rule = 1 or (left_degree.links < <%= largest %> and right_degree.links < <%= largest %>)
),

reached as (
  <%= it.macro('reached_party_rows', { from: 'narrow', as: 'reached' }) %>
),

clusters as (
  select number, min(reached) as cluster, count(distinct reached) as rows_of_cluster from reached group by number
),

small as (
  select narrow.*, clusters.cluster
  from narrow
  inner join clusters on clusters.number = narrow.left_number
  where narrow.rule = 1 or clusters.rows_of_cluster <= <%= largest %>
),

stated as (
  select * from small where rule <= 2
),

reached_by_statement as (
  <%= it.macro('reached_party_rows', { from: 'stated', as: 'reached_by_statement' }) %>
),

statement_clusters as (
  select number, min(reached) as cluster from reached_by_statement group by number
),

-- Two rows of one source in a cluster, and no statement that says they are one: rules name different parties.
contested as (
  select distinct cluster
  from (
    select members.cluster, rows_of_systems.source, rows_of_systems.entity
    from (select distinct cluster, left_number as number from small union select distinct cluster, right_number from small) as members
    inner join rows_of_systems on rows_of_systems.row_number = members.number
    left join statement_clusters on statement_clusters.number = members.number
    group by members.cluster, rows_of_systems.source, rows_of_systems.entity
    having count(distinct coalesce(statement_clusters.cluster, members.number)) > 1
  )
),

decided as (
  select
    claims.left_number,
    claims.right_number,
    claims.rule,
    claims.confidence,
    case
      when claims.doubt is not null then claims.doubt
      when small.left_number is null then 'a cluster of more than <%= largest %> rows'
      when claims.rule > 2 and contested.cluster is not null then 'rules name different rows'
    end as doubt
  from claims
  left join small on small.left_number = claims.left_number and small.right_number = claims.right_number
  left join contested on contested.cluster = small.cluster
)

select * from decided
