import { createServer } from 'node:http'
import pg from 'pg'

/** A door that answers how often the database was migrated, and shows the environment it was given by name. */
const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL_API'] })
pool.on('error', () => undefined)
const server = createServer((_request, response) => {
  pool.query<{ count: string }>('select count(*) from kept').then(
    ({ rows }) =>
      response.end(JSON.stringify({ pid: process.pid, starts: Number(rows[0]?.count), env: Object.keys(process.env) })),
    (error: Error) => response.writeHead(503).end(error.message),
  )
})
server.listen(Number(process.env['PORT']), process.env['HOST'])
process.once('SIGTERM', () => {
  server.close()
  server.closeAllConnections()
  void pool.end()
})
