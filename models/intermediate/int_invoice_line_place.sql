with invoice_lines as (
  select * from <%= it.ref('stg_invoice_lines') %>
),

order_lines as (
  select order_line_id, order_id from <%= it.ref('int_order_line') %>
),

orders as (
  select order_id, source, customer_id, party_id, is_void, is_intercompany, recognise from <%= it.ref('int_order') %>
),

party_members as (
  select global_id, party_id from <%= it.ref('int_party_member') %> where entity = 'customers'
),

intercompany_parties as (
  select party_id, is_intercompany from <%= it.ref('int_party_intercompany') %>
),

sources as (
  select source, recognise from <%= it.ref('int_source') %>
),

placed as (
  select
    invoice_lines.invoice_line_id,
    coalesce(invoice_lines.order_line_id, referenced.order_line_id) as order_line_id,
    coalesce(invoice_lines.order_id, referenced.order_id) as order_id
  from invoice_lines
  left join invoice_lines as referenced on referenced.invoice_line_id = invoice_lines.reference_line_id
),

located as (
  select
    placed.invoice_line_id,
    order_lines.order_line_id,
    coalesce(order_lines.order_id, orders.order_id) as order_id
  from placed
  left join order_lines on order_lines.order_line_id = placed.order_line_id
  left join orders on orders.order_id = placed.order_id
),

described as (
  select
    invoice_lines.invoice_line_id,
    invoice_lines.source,
    invoice_lines.invoice_id,
    invoice_lines.kind,
    coalesce(invoice_lines.reason, case invoice_lines.kind when 'invoice' then 'sale' else 'price' end) as reason,
    coalesce(orders.recognise, sources.recognise) as recognise,
    located.order_line_id,
    located.order_id,
    coalesce(invoice_lines.customer_id, orders.customer_id) as customer_id,
    invoice_lines.reference_line_id,
    invoice_lines.quantity,
    invoice_lines.net_amount,
    cast(invoice_lines.net_amount + coalesce(invoice_lines.tax_amount, 0) as decimal(18, 6)) as gross_amount,
    invoice_lines.currency,
    invoice_lines.posted_on,
    invoice_lines.due_on,
    orders.party_id as order_party_id
  from invoice_lines
  inner join located on located.invoice_line_id = invoice_lines.invoice_line_id
  inner join sources on sources.source = invoice_lines.source
  left join orders on orders.order_id = located.order_id
  where not coalesce(orders.is_void, false)
),

with_party as (
  select
    described.* exclude (order_party_id),
    case
      when described.kind = 'invoice' and described.reason <> 'freight' then 'invoice_revenue'
      when described.kind = 'invoice' then 'charged_freight'
      when described.reason = 'cancel' then 'invoice_revenue'
      when described.reason = 'return' then 'returns_credit'
      when described.reason = 'rebate' then 'rebate'
      when described.reason = 'freight' then 'charged_freight'
      else 'price_credit'
    end as step,
    coalesce(described.order_party_id, party_members.party_id, 'unknown') as party_id,
    coalesce(intercompany_parties.is_intercompany, false) as is_intercompany
  from described
  left join party_members on party_members.global_id = described.customer_id
  left join intercompany_parties
    on intercompany_parties.party_id = coalesce(described.order_party_id, party_members.party_id, 'unknown')
)

select * from with_party
