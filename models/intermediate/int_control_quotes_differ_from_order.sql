with quote_lines as (
  select *
  from <%= it.ref('stg_quote_lines') %>
  where order_id is not null and coalesce(lower(status), 'accepted') not in ('rejected', 'lost', 'expired', 'cancelled')
),

latest_versions as (
  select quote_id, max(version) as version from quote_lines group by quote_id
),

orders as (
  select order_id, currency, order_date from <%= it.ref('int_order') %> where not is_void
),

order_lines as (
  select order_id, order_line_id, product_id, product_version, quantity
  from <%= it.ref('stg_order_lines') %>
  where order_id in (select order_id from quote_lines)
),

line_nets as (
  select order_line_id, line_net from <%= it.ref('int_order_line') %>
),

quoted as (
  select
    quote_lines.order_id,
    quote_lines.product_id,
    min(quote_lines.quote_id) as quote_id,
    min(quote_lines.currency) as currency,
    sum(quote_lines.quantity) as quantity,
    sum(quote_lines.quantity * quote_lines.price) as value,
    string_agg(distinct quote_lines.product_version, ', ' order by quote_lines.product_version) as versions
  from quote_lines
  inner join latest_versions on latest_versions.quote_id = quote_lines.quote_id and latest_versions.version = quote_lines.version
  group by quote_lines.order_id, quote_lines.product_id
),

ordered as (
  select
    order_lines.order_id,
    order_lines.product_id,
    sum(order_lines.quantity) as quantity,
    case when count(line_nets.line_net) = count(*) then sum(line_nets.line_net) end as value,
    string_agg(distinct order_lines.product_version, ', ' order by order_lines.product_version) as versions
  from order_lines
  left join line_nets on line_nets.order_line_id = order_lines.order_line_id
  group by order_lines.order_id, order_lines.product_id
),

compared as (
  select
    quoted.order_id,
    quoted.product_id,
    quoted.quote_id,
    orders.order_date,
    orders.currency,
    cast(quoted.quantity as decimal(18, 2)) as quoted_quantity,
    cast(coalesce(ordered.quantity, 0) as decimal(18, 2)) as ordered_quantity,
    cast(quoted.value as decimal(18, 2)) as quoted_value,
    cast(ordered.value as decimal(18, 2)) as ordered_value,
    quoted.versions as quoted_versions,
    ordered.versions as ordered_versions,
    quoted.currency = orders.currency as is_comparable,
    ordered.product_id is null as is_missing
  from quoted
  inner join orders on orders.order_id = quoted.order_id
  left join ordered on ordered.order_id = quoted.order_id and ordered.product_id = quoted.product_id
  where quoted.product_id is not null
),

differing as (
  select
    *,
    case
      when is_missing then 'is not on the order'
      when quoted_quantity <> ordered_quantity then 'quoted ' || quoted_quantity || ', ordered ' || ordered_quantity
      when is_comparable and abs(quoted_value - ordered_value) > 0.01
        then 'quoted at ' || quoted_value || ', ordered at ' || ordered_value || ' ' || currency
      when quoted_versions <> ordered_versions then 'version ' || quoted_versions || ' was quoted, ' || ordered_versions || ' ordered'
    end as difference,
    cast(case when is_comparable then coalesce(ordered_value, 0) - quoted_value end as decimal(28, 8)) as value_difference
  from compared
),

findings as (
  select
    'quotes_differ_from_order' as control,
    differing.order_id || ' ' || differing.product_id as finding_key,
    differing.product_id || ' of quote ' || differing.quote_id || ' and order ' || differing.order_id || ': ' || differing.difference as what,
    <%= it.macro('convert', { amount: 'differing.value_difference', currency: 'differing.currency', rate: 'exchange_rate' }) %> as amount,
    differing.order_date as occurred_on
  from differing
  <%= it.macro('exchange_rate_join', { as: 'exchange_rate', currency: 'differing.currency', date: 'differing.order_date' }) %>
  where differing.difference is not null
)

select * from findings
