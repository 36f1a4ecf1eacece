with order_lines as (
  select order_line_id, order_id, product_id, product_version from <%= it.ref('stg_order_lines') %> where product_version is not null
),

deliveries as (
  select order_line_id, lot_id, min(shipped_at) as shipped_at
  from <%= it.ref('stg_deliveries') %>
  where lot_id is not null and order_line_id is not null
  group by order_line_id, lot_id
),

lots as (
  select lot_id, product_id, max_by(version, revision) as version
  from <%= it.ref('stg_batch_costs') %>
  where version is not null
  group by lot_id, product_id
),

findings as (
  select
    'product_versions_conflict' as control,
    order_lines.order_line_id || ' ' || deliveries.lot_id as finding_key,
    'order line ' || order_lines.order_line_id || ' asks for version ' || order_lines.product_version || ' of ' || order_lines.product_id
    || ', lot ' || deliveries.lot_id || ' is version ' || lots.version as what,
    cast(null as <%= it.money_type %>) as amount,
    cast(deliveries.shipped_at as date) as occurred_on
  from order_lines
  inner join deliveries on deliveries.order_line_id = order_lines.order_line_id
  inner join lots on lots.lot_id = deliveries.lot_id and lots.product_id = order_lines.product_id
  where lots.version <> order_lines.product_version
)

select * from findings
