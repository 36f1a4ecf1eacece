with shipments as (
  select * from <%= it.ref('int_shipment') %>
),

job_costs as (
  select * from <%= it.ref('int_job_cost') %>
),

lot_costs as (
  select * from <%= it.ref('int_lot_cost') %>
),

moving_average_costs as (
  select * from <%= it.ref('int_moving_average_cost') %>
),

standard_costs as (
  select * from <%= it.ref('int_standard_cost') %>
),

evidence as (
  select
    shipments.document,
    shipments.order_line_id,
    shipments.order_id,
    shipments.lot_id,
    shipments.product_id,
    shipments.quantity,
    shipments.base_quantity,
    shipments.shipped_on,
    job_costs.cost as job_cost,
    case
      when shipments.product_id is null or shipments.base_quantity is null then 'missing'
      when job_costs.unit_cost is not null or job_costs.cost is not null then 'job'
      when lot_costs.unit_cost is not null then lot_costs.basis
      when moving_average_costs.unit_cost is not null then 'moving_average'
      else coalesce(standard_costs.basis, 'missing')
    end as basis,
    coalesce(job_costs.unit_cost, lot_costs.unit_cost, moving_average_costs.unit_cost, standard_costs.unit_cost) as unit_cost,
    case
      when job_costs.unit_cost is not null then job_costs.currency
      when lot_costs.unit_cost is not null then lot_costs.currency
      when moving_average_costs.unit_cost is not null then moving_average_costs.currency
      else standard_costs.currency
    end as currency,
    standard_costs.unit_cost as standard_unit_cost,
    standard_costs.currency as standard_currency
  from shipments
  left join job_costs on job_costs.document = shipments.document
  left join lot_costs on lot_costs.product_id = shipments.product_id and lot_costs.lot_id = shipments.lot_id
  left join moving_average_costs
    on moving_average_costs.product_id = shipments.product_id
    and moving_average_costs.plant is not distinct from shipments.plant
    and moving_average_costs.shipped_before = shipments.shipped_before
  left join standard_costs
    on standard_costs.product_id = shipments.product_id
    and standard_costs.plant is not distinct from shipments.plant
    and standard_costs.shipped_on = shipments.shipped_on
),

converted as (
  select
    evidence.*,
    case
      when evidence.basis = 'missing' then null
      when evidence.job_cost is not null then evidence.job_cost
      else <%= it.macro('convert', { amount: 'evidence.base_quantity * evidence.unit_cost', currency: 'evidence.currency', rate: 'exchange_rate' }) %>
    end as known_cost,
    <%= it.macro('convert', { amount: 'evidence.base_quantity * evidence.standard_unit_cost', currency: 'evidence.standard_currency', rate: 'standard_rate' }) %>
      as standard_cost
  from evidence
  <%= it.macro('exchange_rate_join', { as: 'exchange_rate', currency: 'evidence.currency', date: 'evidence.shipped_on' }) %>
  <%= it.macro('exchange_rate_join', { as: 'standard_rate', currency: 'evidence.standard_currency', date: 'evidence.shipped_on' }) %>
),

costed as (
  select
    document,
    order_line_id,
    order_id,
    lot_id,
    quantity,
    base_quantity,
    shipped_on,
    case when known_cost is null then 'missing' else basis end as basis,
    known_cost as cost,
    standard_cost
  from converted
)

select * from costed
