with links as (
  select * from <%= it.ref('int_party_link') %> where doubt is not null
),

rows_of_systems as (
  select * from <%= it.ref('int_party_row') %>
),

members as (
  select entity, global_id, party_id from <%= it.ref('int_party_member') %>
),

open_questions as (
  select
    links.rule,
    links.confidence,
    links.doubt,
    left_row.entity as left_entity,
    left_row.global_id as left_id,
    left_member.party_id as left_party_id,
    right_row.entity as right_entity,
    right_row.global_id as right_id,
    right_member.party_id as right_party_id,
    left_row.source = right_row.source as is_possible_duplicate
  from links
  inner join rows_of_systems as left_row on left_row.row_number = links.left_number
  inner join rows_of_systems as right_row on right_row.row_number = links.right_number
  inner join members as left_member on left_member.entity = left_row.entity and left_member.global_id = left_row.global_id
  inner join members as right_member on right_member.entity = right_row.entity and right_member.global_id = right_row.global_id
  where left_member.party_id <> right_member.party_id
)

select * from open_questions
