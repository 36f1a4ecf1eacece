with fx_rates as (
  select * from <%= it.source('fx_rates') %> where kind = 'spot'
),

quoted as (
  select base as currency, date, rate as direct_rate, cast(null as decimal(28, 14)) as inverse_rate, 0 as preference, source
  from fx_rates
  where quote = <%= it.reporting_currency %>
  union all
  select quote as currency, date, cast(null as decimal(28, 14)) as direct_rate, rate as inverse_rate, 1 as preference, source
  from fx_rates
  where base = <%= it.reporting_currency %>
),

ranked as (
  select *, row_number() over (partition by currency, date order by preference, source) as rank
  from quoted
  where currency <> <%= it.reporting_currency %>
),

chosen as (
  select currency, date, direct_rate, inverse_rate, lead(date) over (partition by currency order by date) as next_date
  from ranked
  where rank = 1
),

daily as (
  select
    chosen.currency,
    cast(chosen.date + day_offset.days as date) as date,
    chosen.date as quoted_on,
    chosen.direct_rate,
    chosen.inverse_rate
  from chosen
  inner join (values (0), (1), (2), (3), (4), (5)) as day_offset (days)
    on chosen.next_date is null or chosen.date + day_offset.days < chosen.next_date
)

select * from daily
