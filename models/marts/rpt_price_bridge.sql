with lines as (
  select * from <%= it.ref('int_order_line_profit') %> where not is_intercompany and actual_profit is not null and revenue_date is not null
),

orders as (
  select order_id, currency from <%= it.ref('int_order') %>
),

rates as (
  select * from <%= it.ref('int_exchange_rate') %>
),

periods as (
  select
    cast(date_trunc('month', <%= it.as_of %>) - interval 24 month as date) as from_start,
    cast(date_trunc('month', <%= it.as_of %>) - interval 12 month as date) as to_start,
    cast(date_trunc('month', <%= it.as_of %>) as date) as to_end
),

-- One row per party, product and currency with both periods side by side.
sold as (
  select
    lines.party_id,
    lines.product_id,
    orders.currency,
    coalesce(sum(lines.quantity) filter (where lines.revenue_date < periods.to_start), 0) as quantity_before,
    coalesce(sum(lines.quantity) filter (where lines.revenue_date >= periods.to_start), 0) as quantity_after,
    coalesce(sum(lines.net_revenue) filter (where lines.revenue_date < periods.to_start), 0) as revenue_before,
    coalesce(sum(lines.net_revenue) filter (where lines.revenue_date >= periods.to_start), 0) as revenue_after,
    coalesce(sum(lines.actual_profit) filter (where lines.revenue_date < periods.to_start), 0) as profit_before,
    coalesce(sum(lines.actual_profit) filter (where lines.revenue_date >= periods.to_start), 0) as profit_after,
    count(*) filter (where lines.revenue_date < periods.to_start) as lines_before,
    count(*) filter (where lines.revenue_date >= periods.to_start) as lines_after
  from lines
  inner join periods on lines.revenue_date >= periods.from_start and lines.revenue_date < periods.to_end
  inner join orders on orders.order_id = lines.order_id
  group by lines.party_id, lines.product_id, orders.currency
),

parties as (
  select party_id, sum(lines_before) > 0 as bought_before, sum(lines_after) > 0 as bought_after from sold group by party_id
),

-- How many units of reporting currency one unit was worth on average, the later period against the earlier one.
currencies as (
  select currency, min(before_rate) / min(after_rate) as at_old_rate
  from (
    select
      rates.currency,
      avg(cast(coalesce(cast(rates.direct_rate as double), 1 / cast(rates.inverse_rate as double)) as decimal(28, 12))) filter (where rates.date < periods.to_start) over of_currency as before_rate,
      avg(cast(coalesce(cast(rates.direct_rate as double), 1 / cast(rates.inverse_rate as double)) as decimal(28, 12))) filter (where rates.date >= periods.to_start) over of_currency as after_rate
    from rates
    inner join periods on rates.date >= periods.from_start and rates.date < periods.to_end
    window of_currency as (partition by rates.currency)
  )
  group by currency
),

-- Sums of decimals do not depend on their order, so the same input gives the same cents.
-- Customers of both periods, by product; a product of which only one period has a quantity has no unit to compare.
products as (
  select
    cast(sum(sold.quantity_before) as double) as quantity_before,
    cast(sum(sold.quantity_after) as double) as quantity_after,
    cast(sum(sold.revenue_before) as double) as revenue_before,
    cast(sum(sold.revenue_after) as double) as revenue_after,
    cast(sum(sold.profit_before) as double) as profit_before,
    cast(sum(sold.profit_after) as double) as profit_after,
    coalesce(any_value(currencies.at_old_rate), 1) as at_old_rate,
    sum(sold.quantity_before) > 0 and sum(sold.quantity_after) > 0 as is_comparable
  from sold
  inner join parties on parties.party_id = sold.party_id and parties.bought_before and parties.bought_after
  left join currencies on currencies.currency = sold.currency
  group by sold.product_id, sold.currency
),

growth as (
  select
    cast(coalesce(sum(cast(profit_before as decimal(28, 8))), 0) as double) as profit_before,
    case
      when sum(cast(revenue_before as decimal(28, 8))) > 0
        then cast(sum(cast(case when is_comparable then quantity_after * revenue_before / quantity_before else revenue_after end as decimal(28, 8))) as double)
          / cast(sum(cast(revenue_before as decimal(28, 8))) as double)
      else 1
    end as volume
  from products
),

unit_effects as (
  select
    coalesce(sum(cast(revenue_after * at_old_rate - quantity_after * revenue_before / quantity_before as decimal(28, 8))), 0) as price,
    -coalesce(sum(cast(
      (revenue_after - profit_after) * at_old_rate - quantity_after * (revenue_before - profit_before) / quantity_before as decimal(28, 8)
    )), 0) as cost,
    coalesce(sum(cast(profit_after * (1 - at_old_rate) as decimal(28, 8))), 0) as currency
  from products
  where is_comparable
),

totals as (
  select
    coalesce(sum(sold.profit_after - sold.profit_before), 0) as change,
    coalesce(sum(sold.profit_after) filter (where not parties.bought_before), 0) as new_customers,
    -coalesce(sum(sold.profit_before) filter (where not parties.bought_after), 0) as lost_customers,
    sum(sold.lines_before) > 0 as has_before
  from sold
  inner join parties on parties.party_id = sold.party_id
),

rounded as (
  select
    <%= it.money('growth.profit_before * (growth.volume - 1)') %> as volume,
    <%= it.money('unit_effects.price') %> as price,
    <%= it.money('unit_effects.cost') %> as cost,
    <%= it.money('unit_effects.currency') %> as currency,
    <%= it.money('totals.new_customers') %> as new_customers,
    <%= it.money('totals.lost_customers') %> as lost_customers,
    <%= it.money('totals.change') %> as change
  from growth
  cross join unit_effects
  cross join totals
  where totals.has_before
),

-- Mix is what remains, so that the drivers always sum to the change of profit.
bridge as (
  <% const drivers = [
    ['volume', 'volume'], ['mix', 'change - volume - price - cost - currency - new_customers - lost_customers'], ['price', 'price'],
    ['cost', 'cost'], ['currency', 'currency'], ['new', 'new_customers'], ['lost', 'lost_customers'],
  ] %>
  <% drivers.forEach(([driver, amount], index) => { %>
  <%= it.sql(index > 0 ? 'union all' : '') %>
  select
    strftime(periods.from_start, '%Y-%m') || '/' || strftime(periods.to_start - 1, '%Y-%m') as from_period,
    strftime(periods.to_start, '%Y-%m') || '/' || strftime(periods.to_end - 1, '%Y-%m') as to_period,
    <%= it.literal(driver) %> as driver,
    cast(<%= it.sql(amount) %> as <%= it.money_type %>) as amount
  from rounded
  cross join periods
  <% }) %>
)

select * from bridge
