<% const channels = Object.entries(it.policy.effort.minutes.interaction) %>
with interactions as (
  select * from <%= it.ref('stg_interactions') %>
),

complaints as (
  select case_id, complaint_id from <%= it.ref('int_complaint_case') %>
),

orders as (
  select order_id, party_id from <%= it.ref('int_order') %>
),

party_members as (
  select global_id, entity, party_id from <%= it.ref('int_party_member') %>
),

sources as (
  select source, timezone from <%= it.ref('int_source') %>
),

timed as (
  select
    interactions.interaction_id,
    complaints.complaint_id,
    orders.order_id,
    coalesce(
      orders.party_id,
      of_account.party_id,
      of_customer.party_id,
      'unknown'
    ) as party_id,
    <%= it.macro('local_date', { moment: 'interactions.started_at', timezone: 'sources.timezone' }) %> as held_on,
    coalesce(interactions.resource_pool, <%= it.var('effort.default_pool') %>) as pool,
    interactions.attendees,
    interactions.minutes as stated_minutes,
    coalesce(
      interactions.minutes,
      case
        when interactions.channel is null then null
        <% for (const [channel, minutes] of channels) { %>
        when lower(interactions.channel) = <%= it.literal(channel.toLowerCase()) %> then <%= minutes %>
        <% } %>
      end
    ) as minutes
  from interactions
  inner join sources on sources.source = interactions.source
  left join complaints on complaints.case_id = interactions.case_id
  left join orders on orders.order_id = interactions.order_id
  left join party_members as of_account on of_account.global_id = interactions.account_id and of_account.entity = 'accounts'
  left join party_members as of_customer on of_customer.global_id = interactions.customer_id and of_customer.entity = 'customers'
),

judged as (
  select
    interaction_id,
    complaint_id,
    order_id,
    party_id,
    held_on,
    pool,
    cast(attendees as bigint) as attendees,
    cast(minutes as decimal(18, 6)) as minutes,
    case
      when minutes is null then 'no minutes'
      when stated_minutes > <%= it.var('effort.max_minutes') %> then 'too long'
    end as left_out
  from timed
)

select * from judged
