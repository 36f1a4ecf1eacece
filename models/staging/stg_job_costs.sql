with job_costs as (
  select * from <%= it.source('job_costs') %>
),

identified as (
  select
    job_costs.source,
    <%= it.macro('reference', { of: 'job_costs', column: 'order_line_id' }) %> as order_line_id,
    job_costs.revision,
    job_costs.unit_cost,
    job_costs.amount,
    job_costs.currency,
    job_costs.costed_at
  from job_costs
  <%= it.macro('reference_join', { of: 'job_costs', column: 'order_line_id', entity: 'order_lines' }) %>
)

select * from identified
