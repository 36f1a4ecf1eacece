with needed as (
  select distinct product_id, plant, shipped_on
  from <%= it.ref('int_shipment') %>
  where product_id is not null
),

standard_costs as (
  select * from <%= it.ref('stg_standard_costs') %> where product_id is not null
),

products as (
  select product_id, standard_cost, currency from <%= it.ref('stg_products') %> where standard_cost is not null
),

candidates as (
  select
    needed.product_id,
    needed.plant,
    needed.shipped_on,
    standard_costs.unit_cost,
    standard_costs.currency,
    standard_costs.valid_to is null or standard_costs.valid_to >= needed.shipped_on as is_in_force,
    standard_costs.plant is not null as is_of_plant,
    standard_costs.valid_from,
    standard_costs.valid_to,
    standard_costs.source
  from needed
  inner join standard_costs
    on standard_costs.product_id = needed.product_id
    and (standard_costs.plant is null or standard_costs.plant = needed.plant)
    and standard_costs.valid_from <= needed.shipped_on
),

ranked as (
  select
    *,
    row_number() over (
      partition by product_id, plant, shipped_on
      order by
        is_in_force desc,
        is_of_plant desc,
        case when is_in_force then valid_from else valid_to end desc,
        valid_from desc,
        source
    ) as rank
  from candidates
),

chosen as (
  select
    needed.product_id,
    needed.plant,
    needed.shipped_on,
    case
      when ranked.is_in_force then 'standard'
      when ranked.product_id is not null or products.product_id is not null then 'last_known'
      else 'missing'
    end as basis,
    case when ranked.product_id is not null then ranked.unit_cost else products.standard_cost end as unit_cost,
    case when ranked.product_id is not null then ranked.currency else products.currency end as currency
  from needed
  left join ranked
    on ranked.product_id = needed.product_id
    and ranked.plant is not distinct from needed.plant
    and ranked.shipped_on = needed.shipped_on
    and ranked.rank = 1
  left join products on products.product_id = needed.product_id
)

select * from chosen
