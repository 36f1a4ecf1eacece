<%
const { half_life_days, prior, weights } = it.policy.satisfaction
const components = ['survey', 'complaint', 'in_time', 'on_time_in_full', 'not_repeated']
const kinds = ['survey', 'complaint', 'not_repeated', 'in_time', 'line', 'on_time_in_full']
const shares = ['in_time', 'on_time_in_full', 'not_repeated']
const known = components.map((name) => `case when ${name} is null then 0 else ${weights[name]} end`).join(' + ')
const total = components.map((name) => `coalesce(${weights[name]} * ${name}, 0)`).join(' + ')
%>
with observed as (
  select * from <%= it.ref('int_party_observation') %>
),

segments as (
  select * from <%= it.ref('int_party_segment') %>
),

-- Without any survey and any complaint nothing is known about satisfaction: no rows.
voices as (
  select count(*) as months from observed where survey_weight > 0 or complaint_weight > 0
),

starts as (
  select observed.party_id, min(observed.month) as first_month
  from observed
  cross join voices
  where voices.months > 0
  group by observed.party_id
),

closed_months as (
  select cast(unnest(generate_series(min(first_month), date_trunc('month', <%= it.as_of %>) - interval 1 month, interval 1 month)) as date) as month
  from starts
),

grid as (
  select
    starts.party_id,
    closed_months.month,
    segments.segment,
    pow(2, date_diff('day', cast(closed_months.month + interval 1 month - interval 1 day as date), <%= it.as_of %>) / <%= half_life_days %>.0) as growth
  from starts
  inner join closed_months on closed_months.month >= starts.first_month
  left join segments on segments.party_id = starts.party_id
),

-- Weights are relative to as-of: sums run on from month to month and only have to be scaled to the month-end.
summed as (
  select
    grid.party_id,
    grid.month,
    grid.segment,
    grid.growth,
    <% kinds.forEach((kind, index) => { %>
    sum(coalesce(cast(observed.<%= it.sql(kind) %>_weight as double), 0)) over so_far as <%= it.sql(kind) %>_weight,
    sum(coalesce(cast(observed.<%= it.sql(kind) %>_value as double), 0)) over so_far as <%= it.sql(kind) %>_value<%= it.sql(index < kinds.length - 1 ? ',' : '') %>
    <% }) %>
  from grid
  left join observed on observed.party_id = grid.party_id and observed.month = grid.month
  window so_far as (partition by grid.party_id order by grid.month rows between unbounded preceding and current row)
),

segment_sums as (
  select
    month,
    segment,
    <% kinds.forEach((kind, index) => { %>
    sum(cast(<%= it.sql(kind) %>_weight as decimal(28, 9))) as <%= it.sql(kind) %>_weight,
    sum(cast(<%= it.sql(kind) %>_value as decimal(28, 9))) as <%= it.sql(kind) %>_value<%= it.sql(index < kinds.length - 1 ? ',' : '') %>
    <% }) %>
  from summed
  group by month, segment
),

overall as (
  select month, <%= it.sql(kinds.map((kind) => `sum(${kind}_weight) as ${kind}_weight, sum(${kind}_value) as ${kind}_value`).join(', ')) %>
  from segment_sums
  group by month
),

means as (
  select
    of_segment.month,
    of_segment.segment,
    coalesce(
      cast(of_segment.survey_value as double) / cast(nullif(of_segment.survey_weight, 0) as double),
      cast(overall.survey_value as double) / cast(nullif(overall.survey_weight, 0) as double)
    ) as survey,
    cast(of_segment.complaint_value as double) / cast(nullif(of_segment.line_weight, 0) as double) as harm,
    <% shares.forEach((name, index) => { %>
    coalesce(
      cast(of_segment.<%= it.sql(name) %>_value as double) / cast(nullif(of_segment.<%= it.sql(name) %>_weight, 0) as double),
      cast(overall.<%= it.sql(name) %>_value as double) / cast(nullif(overall.<%= it.sql(name) %>_weight, 0) as double)
    ) as <%= it.sql(name) %><%= it.sql(index < shares.length - 1 ? ',' : '') %>
    <% }) %>
  from segment_sums as of_segment
  inner join overall on overall.month = of_segment.month
),

components as (
  select
    summed.party_id,
    summed.month,
    (summed.survey_value * summed.growth + <%= prior.survey %> * means.survey) / (summed.survey_weight * summed.growth + <%= prior.survey %>) as survey,
    case
      when means.harm = 0 then 100
      else 100 * pow(2, -(
        (summed.complaint_value * summed.growth + <%= prior.complaint %> * means.harm) / (summed.line_weight * summed.growth + <%= prior.complaint %>)
      ) / means.harm)
    end as complaint,
    <% for (const name of shares) { %>
    100 * (summed.<%= it.sql(name) %>_value * summed.growth + <%= prior[name] %> * means.<%= it.sql(name) %>)
      / (summed.<%= it.sql(name) %>_weight * summed.growth + <%= prior[name] %>) as <%= it.sql(name) %>,
    <% } %>
    (summed.survey_weight + summed.complaint_weight + summed.line_weight / 10) * summed.growth as evidence
  from summed
  inner join means on means.month = summed.month and means.segment is not distinct from summed.segment
),

indexed as (
  select
    party_id,
    month,
    cast(<%= it.sql(`(${total}) / nullif(${known}, 0)`) %> as decimal(9, 6)) as index,
    <% for (const name of components) { %>
    cast(<%= it.sql(name) %> as decimal(9, 6)) as <%= it.sql(name) %>,
    <% } %>
    cast(evidence as decimal(18, 6)) as evidence,
    case when evidence < 3 then 'low' when evidence < 10 then 'medium' else 'high' end as evidence_level
  from components
)

select * from indexed
