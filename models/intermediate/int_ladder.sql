with order_lines as (
  select * from <%= it.ref('int_order_line') %>
),

recognised as (
  select * from <%= it.ref('int_recognised_quantity') %>
),

header_discounts as (
  select * from <%= it.ref('int_header_discount_part') %>
),

dated as (
  select
    order_lines.*,
    cast(case when recognised.revenue_date is null then 0 else recognised.quantity end as decimal(28, 6)) as recognised_quantity,
    recognised.revenue_date,
    coalesce(header_discounts.discount, 0) as header_discount
  from order_lines
  inner join recognised on recognised.order_line_id = order_lines.order_line_id
  left join header_discounts on header_discounts.order_line_id = order_lines.order_line_id
),

-- Amounts of the recognised quantity, not prices: a net amount over its quantity may have no end, its part of that amount has.
valued as (
  select
    *,
    recognised_quantity * list_price as stated_list,
    recognised_quantity * price_list_price as price_list,
    recognised_quantity * product_list_price as product_list,
    recognised_quantity * grade_price as stated_grade,
    recognised_quantity * agreed_price as stated_agreed,
    coalesce(
      case
        when net_amount is not null
          then <%= it.macro('unit_net', { amount: 'recognised_quantity * net_amount', quantity: 'quantity' }) %>
      end,
      recognised_quantity * unit_price
    ) as net
  from dated
),

converted as (
  select
    valued.* replace (
      <%= it.macro('convert_price', { price: 'valued.stated_list', currency: 'valued.currency', rate: 'exchange_rate' }) %> as stated_list,
      <%= it.macro('convert_price', { price: 'valued.price_list', currency: 'valued.price_list_currency', rate: 'price_list_rate' }) %>
        as price_list,
      <%= it.macro('convert_price', { price: 'valued.product_list', currency: 'valued.product_currency', rate: 'product_rate' }) %>
        as product_list,
      <%= it.macro('convert_price', { price: 'valued.stated_grade', currency: 'valued.currency', rate: 'exchange_rate' }) %> as stated_grade,
      <%= it.macro('convert_price', { price: 'valued.stated_agreed', currency: 'valued.currency', rate: 'exchange_rate' }) %>
        as stated_agreed,
      <%= it.macro('convert_price', { price: 'valued.net', currency: 'valued.currency', rate: 'exchange_rate' }) %> as net
    )
  from valued
  <%= it.macro('exchange_rate_join', { as: 'exchange_rate', currency: 'valued.currency', date: 'valued.revenue_date' }) %>
  <%= it.macro('exchange_rate_join', { as: 'price_list_rate', currency: 'valued.price_list_currency', date: 'valued.revenue_date' }) %>
  <%= it.macro('exchange_rate_join', { as: 'product_rate', currency: 'valued.product_currency', date: 'valued.revenue_date' }) %>
),

listed as (
  select
    *,
    case
      when list_price is not null then stated_list
      else coalesce(cast(price_list * factor as decimal(24, 10)), cast(product_list * factor as decimal(24, 10)), net)
    end as list
  from converted
),

graded as (
  select *, case when grade_price is not null then stated_grade else list end as grade from listed
),

agreed as (
  select *, case when agreed_price is not null then stated_agreed else grade end as agreed from graded
),

laddered as (
  select
    order_line_id,
    case when recognised_quantity = 0 then 0 else <%= it.money('list') %> end as list_amount,
    case when recognised_quantity = 0 then 0 else <%= it.money('list - grade') %> end as grade_discount,
    case when recognised_quantity = 0 then 0 else <%= it.money('grade - agreed') %> end as contract_discount,
    case
      when recognised_quantity = 0 then 0
      else <%= it.money('agreed - net') %> + header_discount
    end as manual_discount,
    recognised_quantity = 0 or (list is not null and grade is not null and agreed is not null and net is not null) as is_known
  from agreed
),

complete as (
  select
    order_line_id,
    case when is_known then cast(list_amount as <%= it.money_type %>) end as list_amount,
    case when is_known then cast(grade_discount as <%= it.money_type %>) end as grade_discount,
    case when is_known then cast(contract_discount as <%= it.money_type %>) end as contract_discount,
    case when is_known then cast(manual_discount as <%= it.money_type %>) end as manual_discount
  from laddered
)

select * from complete
