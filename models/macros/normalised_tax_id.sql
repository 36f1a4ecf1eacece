nullif(regexp_replace(upper(<%= it.args.value %>), '[^0-9A-Z]', '', 'g'), '')
