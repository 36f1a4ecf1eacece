with configured as (
  <% it.sources.forEach((source, position) => { %>
  <%= it.sql(position > 0 ? 'union all' : '') %>
  select
    <%= it.literal(source.name) %> as source,
    <%= position %> as position,
    <%= it.literal(source.timezone) %> as timezone,
    <%= it.literal(source.currency) %> as currency,
    cast(<%= it.literal(source.recognise ?? null) %> as varchar) as recognise
  <% }); if (it.sources.length === 0) { %>
  select
    cast(null as varchar) as source,
    0 as position,
    cast(null as varchar) as timezone,
    cast(null as varchar) as currency,
    cast(null as varchar) as recognise
  where false
  <% } %>
),

invoicing as (
  select distinct source
  from <%= it.source('invoice_lines') %>
  where kind = 'invoice' and coalesce(reason, 'sale') <> 'freight'
),

named_by_payments as (
  select source from <%= it.source('payments') %>
  union
  select split_part(invoice_id, ':', 1) as source from <%= it.ref('stg_payments') %> where invoice_id is not null
),

described as (
  select
    configured.source,
    configured.position,
    configured.timezone,
    configured.currency,
    coalesce(configured.recognise, case when invoicing.source is null then 'order' else 'invoice' end) as recognise,
    named_by_payments.source is not null as has_payments
  from configured
  left join invoicing on invoicing.source = configured.source
  left join named_by_payments on named_by_payments.source = configured.source
)

select * from described
