<%
// For each row that a link touches, the rows reached from it in at most five steps (itself in none). from: links with left_number and
// right_number. Enough to see all of a cluster of six rows, and bounded where a cluster is larger.
%>
select ends.number, ends.number as reached, 0 as steps
  from (select left_number as number from <%= it.args.from %> union select right_number from <%= it.args.from %>) as ends
  union
  select walked.number, links.other_number as reached, walked.steps + 1 as steps
  from <%= it.args.as %> as walked
  inner join (
    select left_number as number, right_number as other_number from <%= it.args.from %>
    union all
    select right_number, left_number from <%= it.args.from %>
  ) as links on links.number = walked.reached
  where walked.steps < 5
