<%
const { minimum_months, coverage, complaint_factor } = it.policy.key_products
const text = (value) => it.sql(`'${value}'`)
%>
with products as (
  select * from <%= it.ref('dim_product') %> where is_known
),

years as (
  select * from <%= it.ref('int_product_year') %>
),

forecasts as (
  select * from <%= it.ref('int_product_forecast') %>
),

attached as (
  select product_id, sum(attached_profit) as attached_profit from <%= it.ref('int_product_affinity') %> group by product_id
),

versions as (
  select
    source || ':' || product_id as product_id,
    count(distinct bom_version) as bom_versions,
    count(distinct packaging_version) as packaging_versions
  from <%= it.source('product_versions') %>
  where coalesce(valid_from, date '0001-01-01') <= <%= it.as_of %> and coalesce(valid_to, date '9999-12-31') >= <%= it.as_of %>
  group by source || ':' || product_id
),

versioned_sources as (
  select distinct source from <%= it.source('product_versions') %>
),

parties as (
  select party_id, tier from <%= it.ref('dim_party') %> where tier in ('A', 'B', 'C', 'D')
),

buyers as (
  select distinct product_id, party_id
  from <%= it.ref('int_order_line_profit') %>
  where not is_intercompany and product_id is not null
    and revenue_date >= date_trunc('month', <%= it.as_of %>) - interval 12 month and revenue_date < date_trunc('month', <%= it.as_of %>)
),

tier_sizes as (
  select tier, count(*) as parties from parties group by tier
),

tier_buyers as (
  select buyers.product_id, parties.tier, count(*) as buyers
  from buyers
  inner join parties on parties.party_id = buyers.party_id
  group by buyers.product_id, parties.tier
),

-- A tier is a target where a larger part of it buys the product than of all classified customers.
reach as (
  select
    tier_buyers.product_id,
    sum(tier_buyers.buyers) filter (where tier_buyers.tier in ('A', 'B')) as best_buyers,
    sum(tier_buyers.buyers) as all_buyers
  from tier_buyers
  group by tier_buyers.product_id
),

targets as (
  select tier_buyers.product_id, to_json(list(tier_buyers.tier order by tier_buyers.tier)) as target_tiers
  from tier_buyers
  inner join tier_sizes on tier_sizes.tier = tier_buyers.tier
  inner join reach on reach.product_id = tier_buyers.product_id
  where tier_buyers.buyers * (select sum(parties) from tier_sizes) >= reach.all_buyers * tier_sizes.parties
  group by tier_buyers.product_id
),

portfolio as (
  select
    sum(complaints) as complaints,
    sum(lines) as lines,
    median(cast(net_revenue as double) / cast(nullif(net_revenue_before, 0) as double)) as growth,
    median(cast(actual_profit as double) / cast(nullif(covered_revenue, 0) as double)) as margin
  from years
  where lines > 0
),

measured as (
  select
    products.product_id,
    products.name,
    years.months,
    years.actual_profit,
    cast(years.actual_profit as double) / cast(nullif(years.covered_revenue, 0) as double) as margin,
    cast(years.net_revenue as double) / cast(nullif(years.net_revenue_before, 0) as double) as growth,
    coalesce(cast(reach.best_buyers as double), 0) / (select nullif(sum(parties), 0) from tier_sizes where tier in ('A', 'B')) as reach,
    coalesce(attached.attached_profit, 0) as attached_profit,
    cast(years.complaints as double) / nullif(years.lines, 0) as complaint_rate,
    years.covered_quantity,
    list_filter(
      [
        case when products.active is false then 'not active' end,
        case
          when versioned_sources.source is not null and (versions.bom_versions is distinct from 1 or versions.packaging_versions is distinct from 1)
            then 'not exactly one current BOM and packaging version'
        end,
        case when coalesce(years.lines, 0) = 0 then 'not sold in the last 12 months' end,
        case when years.lines > 0 and years.actual_profit is null then 'profit is unknown' end,
        case when years.actual_profit <= 0 then 'no profit' end,
        case
          when years.lines > 0 and not <%= it.var('allow_standard_cost') %> and coalesce(years.evidence, 0) < <%= coverage %>
            then 'less than <%= Math.round(coverage * 100) %> % of the quantity on actual cost'
        end,
        case when years.months < <%= minimum_months %> then 'launch: less than <%= minimum_months %> closed months' end,
        case
          when cast(years.complaints as double) * portfolio.lines > <%= complaint_factor %> * portfolio.complaints * years.lines
            then 'complaints above <%= complaint_factor %> times the portfolio'
        end
      ],
      lambda gate: gate is not null
    ) as gates_failed,
    targets.target_tiers,
    forecasts.expected_quantity,
    forecasts.relative_error,
    forecasts.method,
    forecasts.season,
    forecasts.season_month,
    portfolio.growth as portfolio_growth,
    portfolio.margin as portfolio_margin
  from products
  cross join portfolio
  left join years on years.product_id = products.product_id
  left join forecasts on forecasts.product_id = products.product_id
  left join attached on attached.product_id = products.product_id
  left join versions on versions.product_id = products.product_id
  left join versioned_sources on versioned_sources.source = products.source
  left join reach on reach.product_id = products.product_id
  left join targets on targets.product_id = products.product_id
),

scored as (
  select
    product_id,
    cast(
      .30 * percent_rank() over (order by actual_profit)
      + .20 * percent_rank() over (order by margin)
      + .15 * percent_rank() over (order by growth nulls first)
      + .15 * percent_rank() over (order by reach nulls first)
      + .10 * percent_rank() over (order by attached_profit)
      + .10 * percent_rank() over (order by complaint_rate desc) as decimal(9, 6)
    ) as score
  from measured
  where len(gates_failed) = 0
),

listed as (
  select
    case when scored.score is not null then row_number() over (order by scored.score desc nulls last, measured.product_id) end as rank,
    measured.product_id,
    measured.name,
    case
      when measured.growth is null or measured.margin is null then null
      when measured.growth >= measured.portfolio_growth and measured.margin >= measured.portfolio_margin then 'push'
      when measured.margin >= measured.portfolio_margin then 'develop'
      when measured.growth >= measured.portfolio_growth then 'protect or reprice'
      else 'fix or exit'
    end as quadrant,
    scored.score,
    cast(to_json(measured.gates_failed) as varchar) as gates_failed,
    cast(to_json(list_filter(
      [
        case when measured.actual_profit > 0 then format('profit {:,.2f}', cast(measured.actual_profit as double)) end,
        case when measured.margin is not null then format('{:.1f} % of revenue', 100 * measured.margin) end,
        case when measured.growth is not null then format('revenue {:+.1f} % on the year before', 100 * (measured.growth - 1)) end,
        case when measured.reach > 0 then format('bought by {:.1f} % of A and B customers', 100 * measured.reach) end,
        case when measured.attached_profit > 0 then format('sold with products that earn {:,.2f}', cast(measured.attached_profit as double)) end,
        case when measured.complaint_rate = 0 then 'no complaints' end,
        case when measured.season > 1.1 then format('strongest month {:.0f} % above the mean', 100 * (measured.season - 1)) end,
        case when measured.expected_quantity is not null then 'demand by the ' || measured.method || ' forecast' end
      ],
      lambda reason: reason is not null
    )) as varchar) as reasons,
    cast(coalesce(measured.target_tiers, to_json([])) as varchar) as target_tiers,
    measured.season_month as start_month,
    measured.expected_quantity,
    <%= it.money(`cast(cast(measured.actual_profit as double) / cast(nullif(measured.covered_quantity, 0) as double) * cast(measured.expected_quantity as double)
      * (1 - sign(measured.actual_profit) * cast(measured.relative_error as double)) as decimal(28, 8))`) %> as expected_profit_low,
    <%= it.money(`cast(cast(measured.actual_profit as double) / cast(nullif(measured.covered_quantity, 0) as double) * cast(measured.expected_quantity as double)
      * (1 + sign(measured.actual_profit) * cast(measured.relative_error as double)) as decimal(28, 8))`) %> as expected_profit_high
  from measured
  left join scored on scored.product_id = measured.product_id
)

select * from listed
