<%
// Splits the amount of each document over its rows: largest remainder on the absolute amount, ties in the given order, then
// the sign. from: relation with one row per document and target; document: its columns; amount: the document's money, the
// same on each of its rows, NULL where unknown (then unknown on every row that has a weight); weight: not negative; fallback: the weight where all are zero; where these are zero too: equally.
const { from, document, amount, weight, ties } = it.args
const fallback = it.args.fallback ?? it.sql('0')
const over = it.sql(`over (partition by ${document})`)
%>
select
    * exclude (units, weight_units, fallback_units, total_weight, floor_units, remainder, leftover, remainder_rank),
    case
      when weight_units = 0 and <%= amount %> is null then 0
      else <%= it.macro('from_units', { units: `sign(${amount}) * (floor_units + case when remainder_rank <= leftover then 1 else 0 end)` }) %>
    end as part
  from (
    select
      *,
      units - sum(floor_units) <%= over %> as leftover,
      row_number() over (partition by <%= document %> order by remainder desc, <%= ties %>) as remainder_rank
    from (
      select
        *,
        units * weight_units // total_weight as floor_units,
        units * weight_units % total_weight as remainder
      from (
        select *, cast(sum(weight_units) <%= over %> as hugeint) as total_weight
        from (
          select
            * replace (
              case
                when sum(weight_units) <%= over %> > 0 then weight_units
                when sum(fallback_units) <%= over %> > 0 then fallback_units
                else cast(1 as hugeint)
              end as weight_units
            )
          from (
            select
              *,
              abs(<%= it.macro('to_units', { amount }) %>) as units,
              cast(coalesce(<%= weight %>, 0) * 1000000 as hugeint) as weight_units,
              cast(coalesce(<%= fallback %>, 0) * 1000000 as hugeint) as fallback_units
            from <%= from %>
          )
        )
      )
    )
  )
