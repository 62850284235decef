import { Client, Connection } from '@temporalio/client'
import fastify from 'fastify'
import pg from 'pg'
import { readPartnerEnvironment } from './environment.ts'
import { listTasks, makeTable } from './rows.ts'
import type { tenSteps } from './workflow.ts'

/** The partner's door: launch, complete, list. No sign-in, no policy, no idempotency keys, no log. */
const { temporal, databaseUrl, taskQueue, role, port } = readPartnerEnvironment()
const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 })
await makeTable(pool)
const connection = await Connection.connect({ address: temporal.address })
const { workflow } = new Client({ connection, namespace: temporal.namespace })
const app = fastify()

const answersForm = {
  type: 'object',
  required: ['result', 'pieces', 'note'],
  properties: {
    result: { type: 'string', enum: ['passed', 'failed'] },
    pieces: { type: 'integer', minimum: 0 },
    note: { type: 'string', maxLength: 200 },
  },
}

app.get('/health', async () => ({ ok: true }))

app.post<{ Body: { runId: string } }>('/runs', async (request, reply) => {
  const { runId } = request.body
  await workflow.start<typeof tenSteps>('tenSteps', { workflowId: runId, taskQueue, args: [] })
  return reply.code(201).send({ runId })
})

app.post<{ Params: { runId: string; step: string }; Body: object }>(
  '/tasks/:runId/:step/complete',
  { schema: { body: answersForm } },
  async (request) => {
    const { runId, step } = request.params
    return workflow.getHandle(runId).executeUpdate('complete', {
      args: [Number(step), request.body],
      updateId: `step-${step}`,
    })
  },
)

app.get<{ Querystring: { runId?: string; limit?: string } }>('/tasks', async (request) => {
  const { runId = null, limit = '50' } = request.query
  return { items: await listTasks(pool, role, runId, Number(limit)) }
})

process.once('SIGTERM', () => {
  void (async () => {
    await app.close()
    await connection.close()
    await pool.end()
    process.exit(0)
  })()
})
await app.listen({ port, host: '127.0.0.1' })
