with surveys as (
  select * from <%= it.source('surveys') %>
),

identified as (
  select
    surveys.source,
    surveys.source || ':' || surveys.survey_id as survey_id,
    <%= it.macro('reference', { of: 'surveys', column: 'account_id' }) %> as account_id,
    <%= it.macro('reference', { of: 'surveys', column: 'customer_id' }) %> as customer_id,
    <%= it.macro('reference', { of: 'surveys', column: 'order_id' }) %> as order_id,
    surveys.kind,
    surveys.scale_min,
    surveys.scale_max,
    surveys.score,
    surveys.higher_is_better,
    surveys.answered_at
  from surveys
  <%= it.macro('reference_join', { of: 'surveys', column: 'account_id', entity: 'accounts' }) %>
  <%= it.macro('reference_join', { of: 'surveys', column: 'customer_id', entity: 'customers' }) %>
  <%= it.macro('reference_join', { of: 'surveys', column: 'order_id', entity: 'orders' }) %>
)

select * from identified
