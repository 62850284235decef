import pg from 'pg'

/** A migration of one table, so that a restart can show that data stays. */
const client = new pg.Client({ connectionString: process.env['DATABASE_URL_OWNER'] })
await client.connect()
await client.query('create table if not exists kept (at timestamptz default now())')
await client.query('insert into kept default values')
await client.query('grant select on kept to zhangfa_api')
await client.end()
