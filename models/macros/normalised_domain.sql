<%
// A mail domain that tells companies apart: those of free mail providers do not.
const free = [
  'gmail.com', 'googlemail.com', 'outlook.com', 'hotmail.com', 'hotmail.de', 'hotmail.fr', 'hotmail.it', 'live.com', 'msn.com', 'yahoo.com',
  'yahoo.de', 'yahoo.fr', 'yahoo.it', 'yahoo.co.uk', 'ymail.com', 'icloud.com', 'me.com', 'mac.com', 'aol.com', 'gmx.at', 'gmx.ch', 'gmx.de',
  'gmx.net', 'gmx.com', 'web.de', 't-online.de', 'freenet.de', 'mail.com', 'mail.ru', 'yandex.ru', 'proton.me', 'protonmail.com', 'bluewin.ch',
  'aon.at', 'chello.at', 'orange.fr', 'wanadoo.fr', 'free.fr', 'laposte.net', 'libero.it', 'alice.it', 'tiscali.it', 'seznam.cz', 'zoho.com',
]
const domain = `lower(trim(regexp_replace(${it.args.value}, '^.*@|^www\\.', '')))`
%>
case when <%= it.sql(domain) %> not in (<%= it.sql(free.map((name) => `'${name}'`).join(', ')) %>) then nullif(<%= it.sql(domain) %>, '') end
