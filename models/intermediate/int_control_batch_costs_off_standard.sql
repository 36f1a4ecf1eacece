with batch_costs as (
  select *, cast(coalesce(costed_at, <%= it.as_of %>) as date) as costed_on
  from <%= it.ref('stg_batch_costs') %>
  where product_id is not null
),

latest as (
  select source, lot_id, product_id, max(revision) as revision from batch_costs group by source, lot_id, product_id
),

lots as (
  select batch_costs.*
  from batch_costs
  inner join latest
    on latest.source = batch_costs.source
    and latest.lot_id = batch_costs.lot_id
    and latest.product_id = batch_costs.product_id
    and latest.revision = batch_costs.revision
),

standard_costs as (
  select product_id, plant, currency, valid_from, coalesce(valid_to, date '9999-12-31') as valid_to, unit_cost
  from <%= it.ref('stg_standard_costs') %>
),

in_force as (
  select
    lots.source,
    lots.lot_id,
    lots.product_id,
    max_by(standard_costs.unit_cost, (standard_costs.plant is not null, standard_costs.valid_from)) as unit_cost
  from lots
  inner join standard_costs
    on standard_costs.product_id = lots.product_id
    and standard_costs.currency = lots.currency
    and lots.costed_on between standard_costs.valid_from and standard_costs.valid_to
    and (standard_costs.plant is null or standard_costs.plant = lots.plant)
  group by lots.source, lots.lot_id, lots.product_id
),

compared as (
  select
    lots.*,
    in_force.unit_cost as standard_unit_cost
  from lots
  inner join in_force
    on in_force.source = lots.source and in_force.lot_id = lots.lot_id and in_force.product_id = lots.product_id
  where abs(lots.unit_cost - in_force.unit_cost) > 0.3 * in_force.unit_cost
),

findings as (
  select
    'batch_costs_off_standard' as control,
    compared.source || ':' || compared.lot_id || ' ' || compared.product_id as finding_key,
    'lot ' || compared.lot_id || ' of ' || compared.product_id || ' costs ' || cast(compared.unit_cost as decimal(18, 4)) || ' '
    || compared.currency || ' a unit, its standard is ' || cast(compared.standard_unit_cost as decimal(18, 4)) as what,
    <%= it.macro('convert', {
      amount: 'cast(compared.quantity * (compared.unit_cost - compared.standard_unit_cost) as decimal(28, 8))',
      currency: 'compared.currency',
      rate: 'exchange_rate',
    }) %> as amount,
    compared.costed_on as occurred_on
  from compared
  <%= it.macro('exchange_rate_join', { as: 'exchange_rate', currency: 'compared.currency', date: 'compared.costed_on' }) %>
)

select * from findings
