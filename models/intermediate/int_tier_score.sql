<%
const { thresholds, hysteresis: { band }, payment } = it.policy.tiers
// Conditions that have to hold several runs in a row before a tier changes.
const conditions = [
  { name: 'up_to_a', holds: `value > 0 and score >= ${thresholds.A} + ${band}` },
  { name: 'up_to_b', holds: `value > 0 and score >= ${thresholds.B} + ${band}` },
  { name: 'down_from_a', holds: `score < ${thresholds.A} - ${band}` },
  { name: 'down_from_b', holds: `score < ${thresholds.B} - ${band}` },
  { name: 'loss', holds: 'value <= 0' },
  { name: 'gain', holds: 'value > 0' },
]
%>
with months as (
  select * from <%= it.ref('int_tier_month') %>
),

satisfaction as (
  select party_id, month, index, evidence_level from <%= it.ref('fct_satisfaction') %>
),

ranked as (
  select
    party_number,
    month,
    row_number() over in_order as rank,
    count(*) over (partition by month) as parties,
    sum(greatest(value, 0)) over (partition by month) as positive_value,
    coalesce(sum(greatest(value, 0)) over (partition by month order by value desc, party_number rows between unbounded preceding and 1 preceding), 0) as value_ahead
  from months
  where has_activity
  window in_order as (partition by month order by value desc, party_number)
),

based as (
  select
    months.*,
    ranked.rank,
    ranked.parties,
    cast(ranked.positive_value as <%= it.money_type %>) as positive_value,
    cast(ranked.value_ahead as <%= it.money_type %>) as value_ahead,
    cast(
      case
        when months.value > 0
          then round(100 * cast(ranked.positive_value - ranked.value_ahead as double) / cast(ranked.positive_value as double), 6)
        else 0
      end as decimal(9, 6)
    ) as base_score,
    case
      when months.payment_amount <= 0 then 0
      <% payment.forEach(({ days_late, points }) => { %>
      <%= it.sql(days_late === undefined ? 'else' : `when months.late_days <= months.payment_amount * ${days_late} then`) %> <%= points %>
      <% }) %>
    end as payment_points,
    case
      when satisfaction.index >= <%= it.var('tiers.satisfaction.bonus_from') %> and satisfaction.evidence_level in ('medium', 'high')
        then <%= it.var('tiers.satisfaction.points') %>
      else 0
    end as satisfaction_points,
    coalesce(satisfaction.index < <%= it.var('tiers.satisfaction.at_risk_below') %>, false) as at_risk
  from months
  left join ranked on ranked.party_number = months.party_number and ranked.month = months.month
  left join satisfaction on satisfaction.party_id = months.party_id and satisfaction.month = months.month
),

scored as (
  select
    * exclude (base_score, payment_points, satisfaction_points),
    base_score,
    cast(payment_points as decimal(9, 6)) as payment_points,
    cast(satisfaction_points as decimal(9, 6)) as satisfaction_points,
    cast(least(greatest(base_score + payment_points + satisfaction_points, 0), 100) as decimal(9, 6)) as score,
    cast(date_diff('month', date '2000-01-01', month) as integer) as run_number
  from based
),

classified as (
  select
    *,
    case
      when orders = 0 then 'P'
      when last_order_date < month - interval <%= it.policy.tiers.dormant_months - 1 %> month then 'Z'
      when date_diff('month', first_order_month, month) + 1 < <%= it.var('tiers.minimum.months') %>
        or orders < <%= it.var('tiers.minimum.orders') %> then 'N'
    end as unclassified,
    case
      when value <= 0 then 'D'
      when score > <%= thresholds.A %> then 'A'
      when score > <%= thresholds.B %> then 'B'
      else 'C'
    end as score_tier
  from scored
),

streaks as (
  select
    *,
    <% conditions.forEach(({ name, holds }) => { %>
    run_number - coalesce(
      max(case when not (<%= it.sql(holds) %>) then run_number end) over so_far,
      min(run_number) over so_far - 1
    ) as runs_<%= it.sql(name) %>,
    <% }) %>
    lag(unclassified, 1, 'P') over so_far is not null as is_first_of_classified,
    value - lag(value) over so_far as value_change
  from classified
  window so_far as (partition by party_number order by month rows between unbounded preceding and current row)
)

select * from streaks
