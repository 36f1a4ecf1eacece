with batch_costs as (
  select * from <%= it.source('batch_costs') %> where unit_cost <= 0
),

standard_costs as (
  select * from <%= it.source('standard_costs') %> where unit_cost <= 0
),

moving_average_costs as (
  select * from <%= it.source('moving_average_costs') %> where unit_cost <= 0
),

job_costs as (
  select * from <%= it.source('job_costs') %> where coalesce(unit_cost, amount) <= 0
),

costs as (
  select
    'batch_costs/' || source || ':' || lot_id || '/' || product_id || '/' || revision as document,
    unit_cost,
    currency,
    cast(costed_at as date) as date
  from batch_costs
  union all
  select
    'standard_costs/' || source || ':' || product_id || '/' || coalesce(plant, '') || '/' || valid_from as document,
    unit_cost,
    currency,
    valid_from as date
  from standard_costs
  union all
  select
    'moving_average_costs/' || source || ':' || product_id || '/' || coalesce(plant, '') || '/' || "at" as document,
    unit_cost,
    currency,
    cast("at" as date) as date
  from moving_average_costs
  union all
  select
    'job_costs/' || source || ':' || order_line_id || '/' || revision as document,
    coalesce(unit_cost, amount) as unit_cost,
    currency,
    cast(costed_at as date) as date
  from job_costs
),

findings as (
  select
    'costs_not_positive' as control,
    document as finding_key,
    document || ' says ' || cast(unit_cost as decimal(18, 4)) || ' ' || currency as what,
    cast(null as <%= it.money_type %>) as amount,
    date as occurred_on
  from costs
)

select * from findings
