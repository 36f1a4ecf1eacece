with lines as (
  select product_id, cast(date_trunc('month', revenue_date) as date) as month, quantity
  from <%= it.ref('int_order_line_profit') %>
  where not is_intercompany and product_id is not null and quantity is not null
    and revenue_date >= date_trunc('month', <%= it.as_of %>) - interval 36 month and revenue_date < date_trunc('month', <%= it.as_of %>)
),

products as (
  select product_id, months from <%= it.ref('int_product_year') %>
),

last_months as (
  select
    cast(date_trunc('month', <%= it.as_of %>) - ages.age * interval 1 month as date) as month,
    ages.age
  from (select unnest(generate_series(1, 36)) as age) as ages
),

monthly as (
  select product_id, month, sum(quantity) as quantity from lines group by product_id, month
),

-- Months are counted back from as-of: age 1 is the last closed month.
grid as (
  select products.product_id, products.months, last_months.month, last_months.age, coalesce(monthly.quantity, 0) as quantity
  from products
  inner join last_months on last_months.age <= products.months
  left join monthly on monthly.product_id = products.product_id and monthly.month = last_months.month
),

sums as (
  select
    product_id,
    min(months) as months,
    sum(quantity) filter (where age <= 12) as last_year,
    sum(quantity) filter (where age between 13 and 24) as year_before,
    -- Growth as it was known six months ago.
    cast(sum(quantity) filter (where age between 7 and 18) as double)
    / nullif(greatest(cast(sum(quantity) filter (where age between 19 and 30) as double), 0), 0) as trend,
    sum(quantity) filter (where age <= 6) as held_out
  from grid
  group by product_id
),

hold_out as (
  select
    actual.product_id,
    sum(abs(actual.quantity - a_year_ago.quantity)) as naive_error,
    sum(cast(abs(cast(actual.quantity as double) - cast(a_year_ago.quantity as double) * sums.trend) as decimal(28, 8))) as trend_error
  from grid as actual
  inner join grid as a_year_ago on a_year_ago.product_id = actual.product_id and a_year_ago.age = actual.age + 12
  inner join sums on sums.product_id = actual.product_id
  where actual.age <= 6 and sums.months >= 18
  group by actual.product_id
),

centred as (
  select
    product_id,
    month,
    age,
    months,
    quantity,
    sum(quantity) over (partition by product_id order by month rows between 6 preceding and 6 following)
    - (lag(quantity, 6) over (partition by product_id order by month) + lead(quantity, 6) over (partition by product_id order by month)) / 2 as year_around
  from grid
),

seasons as (
  select
    product_id,
    extract(month from month) as calendar_month,
    avg(cast(cast(quantity as double) * 12 / cast(year_around as double) as decimal(18, 8))) as season
  from centred
  where months >= 24 and year_around > 0
  group by product_id, extract(month from month)
),

strongest as (
  select product_id, calendar_month, season
  from (select *, row_number() over (partition by product_id order by season desc, calendar_month) as place from seasons)
  where place = 1
),

judged as (
  select
    sums.product_id,
    sums.last_year,
    sums.year_before,
    sums.held_out,
    hold_out.naive_error,
    hold_out.trend_error,
    coalesce(sums.months >= 30 and sums.year_before > 0 and hold_out.trend_error < hold_out.naive_error, false) as is_trend
  from sums
  left join hold_out on hold_out.product_id = sums.product_id
),

forecasts as (
  select
    judged.product_id,
    cast(
      case
        when judged.is_trend then cast(judged.last_year as double) * cast(judged.last_year as double) / cast(judged.year_before as double)
        else judged.last_year
      end as decimal(18, 6)
    ) as expected_quantity,
    case when judged.is_trend then 'trend' else 'seasonal naive' end as method,
    cast(
      cast(case when judged.is_trend then judged.trend_error else judged.naive_error end as double)
      / nullif(greatest(cast(judged.held_out as double), 0), 0) as decimal(18, 6)
    ) as relative_error,
    cast(strongest.season as decimal(9, 6)) as season,
    cast(
      date_trunc('month', <%= it.as_of %>)
      + ((cast(strongest.calendar_month as integer) - cast(extract(month from <%= it.as_of %>) as integer) + 11) % 12 + 1) * interval 1 month as date
    ) as season_month
  from judged
  left join strongest on strongest.product_id = judged.product_id
)

select * from forecasts
