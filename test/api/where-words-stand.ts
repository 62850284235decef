import type { Payload } from '@temporalio/common'
import { sql } from 'kysely'
import { payloadCodec } from '#dispatch/payload-codec.ts'
import type { OpenApi, RunBody } from './open-api.ts'

/** Names of the tables in which one of the words stands, as the owner of the database reads them. */
export async function tablesWith({ stack }: OpenApi, words: readonly string[]): Promise<string[]> {
  const { owner } = stack
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public' order by 1`.execute(owner)
  const found: string[] = []
  for (const { name } of tables.rows) {
    const { rows } = await sql<{ row: string }>`select row_to_json(t)::text as row from ${sql.table(name)} t`.execute(
      owner,
    )
    if (rows.some(({ row }) => words.some((word) => row.includes(word)))) found.push(name)
  }
  return found
}

/** Everything Temporal keeps of a run's host, opened with our own codec: payloads, ids, memos, search attributes. */
export async function temporalHolds({ db, stack }: OpenApi, run: RunBody): Promise<string> {
  const { workflowId } = await db
    .selectFrom('sopRun')
    .select('workflowId')
    .where('id', '=', run.id)
    .executeTakeFirstOrThrow()
  const handle = stack.client.workflow.getHandle(workflowId)
  const texts: string[] = [JSON.stringify((await handle.describe()).raw)]
  const codec = payloadCodec(null)
  const walk = async (value: unknown): Promise<void> => {
    if (value instanceof Uint8Array) return void texts.push(Buffer.from(value).toString('utf8'))
    if (typeof value === 'string') return void texts.push(value)
    if (typeof value !== 'object' || value === null) return
    if ('metadata' in value && 'data' in value) {
      for (const { data } of await codec.decode([value as Payload]))
        texts.push(Buffer.from(data ?? []).toString('utf8'))
    }
    for (const member of Object.values(value)) await walk(member)
  }
  await walk(await handle.fetchHistory())
  return texts.join('\n')
}
