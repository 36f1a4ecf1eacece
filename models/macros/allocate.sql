<%
// Splits the amount of each document over its rows: largest remainder on the absolute amount, ties in the given order, then
// the sign. from: relation with one row per document and target; document: its columns; amount: the document's money, the
// same on each of its rows, NULL where unknown (then unknown on every row that has a weight); weight: not negative;
// fallback: the weight where all are zero; where these are zero too: equally.
const { from, document, amount, weight, ties } = it.args
const fallback = it.args.fallback ?? it.sql('0')
%>
with weighed as (
    select
      *,
      abs(<%= it.macro('to_units', { amount }) %>) as units,
      cast(coalesce(<%= weight %>, 0) * 1000000::bigint as hugeint) as weight_units,
      cast(coalesce(<%= fallback %>, 0) * 1000000::bigint as hugeint) as fallback_units
    from <%= from %>
  ),

  totals as (
    select
      <%= document %>,
      cast(sum(weight_units) as hugeint) as total_weight,
      cast(sum(fallback_units) as hugeint) as total_fallback,
      cast(count(*) as hugeint) as targets
    from weighed
    group by <%= document %>
  ),

  effective as (
    select
      * exclude (fallback_units, total_fallback, targets) replace (
        case
          when total_weight > 0 then weight_units
          when total_fallback > 0 then fallback_units
          else cast(1 as hugeint)
        end as weight_units,
        case
          when total_weight > 0 then total_weight
          when total_fallback > 0 then total_fallback
          else targets
        end as total_weight
      )
    from weighed
    inner join totals using (<%= document %>)
  ),

  floored as (
    select
      *,
      units * weight_units // total_weight as floor_units,
      units * weight_units % total_weight as remainder
    from effective
  ),

  leftovers as (
    select <%= document %>, max(units) - sum(floor_units) as leftover
    from floored
    group by <%= document %>
    having max(units) - sum(floor_units) > 0
  ),

  ranked as (
    select *, row_number() over (partition by <%= document %> order by remainder desc, <%= ties %>) as rank
    from floored
    inner join leftovers using (<%= document %>)
  ),

  split as (
    select * exclude (leftover, rank), floor_units + case when rank <= leftover then 1 else 0 end as part_units
    from ranked
    union all
    select *, floor_units as part_units
    from floored
    anti join leftovers using (<%= document %>)
  )

  select
    * exclude (units, weight_units, total_weight, floor_units, remainder, part_units),
    case
      when weight_units = 0 and <%= amount %> is null then 0
      else <%= it.macro('from_units', { units: `sign(${amount}) * part_units` }) %>
    end as part
  from split
