<% const { half_life_days, resolve_within_days } = it.policy.satisfaction %>
with surveys as (
  select * from <%= it.ref('stg_surveys') %>
),

members as (
  select entity, global_id, party_id from <%= it.ref('int_party_member') %> where not is_intercompany
),

sources as (
  select source, timezone from <%= it.ref('int_source') %>
),

orders as (
  select order_id, party_id from <%= it.ref('int_order') %> where not is_intercompany
),

order_lines as (
  select order_line_id, party_id, source, order_date, shipped_date, promised_date, quantity
  from <%= it.ref('int_order_line') %>
  where not is_void and not is_intercompany
),

deliveries as (
  select * from <%= it.ref('stg_deliveries') %>
),

complaints as (
  select * from <%= it.ref('fct_complaint') %>
),

answers as (
  select
    coalesce(of_account.party_id, of_customer.party_id, orders.party_id) as party_id,
    <%= it.macro('local_date', { moment: 'surveys.answered_at', timezone: 'sources.timezone' }) %> as observed_on,
    cast(
      100 * (case when surveys.higher_is_better then surveys.score - surveys.scale_min else surveys.scale_max - surveys.score end)
      / (surveys.scale_max - surveys.scale_min) as decimal(9, 6)
    ) as answer
  from surveys
  inner join sources on sources.source = surveys.source
  left join members as of_account on of_account.entity = 'accounts' and of_account.global_id = surveys.account_id
  left join members as of_customer on of_customer.entity = 'customers' and of_customer.global_id = surveys.customer_id
  left join orders on orders.order_id = surveys.order_id
),

delivering_sources as (
  select distinct order_lines.source from deliveries inner join order_lines on order_lines.order_line_id = deliveries.order_line_id
),

delivered as (
  select
    order_lines.order_line_id,
    <%= it.macro('local_date', { moment: 'coalesce(deliveries.delivered_at, deliveries.shipped_at)', timezone: 'sources.timezone' }) %> as delivered_on,
    deliveries.quantity,
    order_lines.promised_date
  from deliveries
  inner join order_lines on order_lines.order_line_id = deliveries.order_line_id
  inner join sources on sources.source = deliveries.source
),

arrivals as (
  select
    order_line_id,
    min(delivered_on) as first_delivered_on,
    coalesce(sum(quantity) filter (where delivered_on <= promised_date), 0) as delivered_in_time
  from delivered
  group by order_line_id
),

-- Where a source delivers no deliveries at all, the line's own shipping date is all there is; without it nothing is known.
lines as (
  select
    order_lines.party_id,
    case
      when delivering_sources.source is not null then arrivals.first_delivered_on
      else coalesce(order_lines.shipped_date, order_lines.order_date)
    end as delivered_on,
    case
      when order_lines.promised_date is null or order_lines.promised_date >= <%= it.as_of %> then null
      when delivering_sources.source is not null then coalesce(arrivals.delivered_in_time, 0) >= order_lines.quantity
      else order_lines.shipped_date <= order_lines.promised_date
    end as is_on_time_in_full,
    order_lines.promised_date
  from order_lines
  left join arrivals on arrivals.order_line_id = order_lines.order_line_id
  left join delivering_sources on delivering_sources.source = order_lines.source
),

cases as (
  select
    party_id,
    cast(opened_at as date) as opened_on,
    cast(resolved_at as date) as resolved_on,
    cast(opened_at as date) + case severity
      <% for (const severity of [1, 2, 3]) { %> when <%= severity %> then <%= resolve_within_days[severity] %> <% } %>
      else <%= resolve_within_days[4] %>
    end as due_on,
    case severity when 1 then 1 when 2 then 2 when 3 then 4 else 8 end as harm,
    fault is distinct from 'customer' as is_ours,
    repeated
  from complaints
),

resolutions as (
  select
    party_id,
    case when resolved_on <= due_on then resolved_on else due_on + 1 end as observed_on,
    coalesce(resolved_on <= due_on, false) as is_in_time
  from cases
),

observations as (
  select party_id, observed_on, 'survey' as kind, answer as value from answers
  union all
  select party_id, opened_on, 'complaint', harm from cases where is_ours
  union all
  select party_id, opened_on, 'not_repeated', case when repeated then 0 else 1 end from cases
  union all
  select party_id, observed_on, 'in_time', case when is_in_time then 1 else 0 end from resolutions
  union all
  select party_id, delivered_on, 'line', 1 from lines where delivered_on is not null
  union all
  select party_id, promised_date, 'on_time_in_full', case when is_on_time_in_full then 1 else 0 end from lines where is_on_time_in_full is not null
),

-- Those of one party and day weigh the same, so the weight is computed once for them.
days as (
  select
    party_id,
    observed_on,
    kind,
    count(*) as observations,
    cast(sum(value) as double) as value,
    pow(0.5, date_diff('day', observed_on, <%= it.as_of %>) / <%= half_life_days %>.0) as weight
  from observations
  where party_id is not null and observed_on <= <%= it.as_of %>
  group by party_id, observed_on, kind
),

weighed as (
  select
    party_id,
    greatest(
      cast(date_trunc('month', observed_on) as date),
      cast(date_trunc('month', <%= it.as_of %>) - interval 60 month as date)
    ) as month,
    kind,
    cast(observations * weight as decimal(18, 9)) as weight,
    cast(value * weight as decimal(18, 9)) as value
  from days
),

months as (
  select
    party_id,
    month,
    <% for (const kind of ['survey', 'complaint', 'not_repeated', 'in_time', 'line', 'on_time_in_full']) { %>
    cast(coalesce(sum(weight) filter (where kind = <%= it.literal(kind) %>), 0) as decimal(18, 9)) as <%= it.sql(kind) %>_weight,
    cast(coalesce(sum(value) filter (where kind = <%= it.literal(kind) %>), 0) as decimal(18, 9)) as <%= it.sql(kind) %>_value,
    <% } %>
    count(*) as days
  from weighed
  group by party_id, month
)

select * from months
