import { beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/database.ts'
import { jsonParameter } from '#db/json-parameter.ts'
import type { InboxFilter, InboxScope } from '#db/reads/inbox.ts'
import { readInbox } from '#db/reads/inbox.ts'
import { migratedDatabase } from '../migrated-database.ts'
import { run } from '../run-samples.ts'

let db: Database
const database = migratedDatabase()

/** Task, store, role, who has it, due (hour of the day) – as an inbox would be filled. */
const rows: [string, string, string, string | null, number | null][] = [
  ['a', 'shop', 'cs-agent', null, 5],
  ['b', 'shop', 'cs-agent', 'ann', 3],
  ['c', 'shop', 'cs-agent', 'bob', 1],
  ['d', 'shop', 'warehouse', null, 2],
  ['e', 'shop', 'cs-agent', null, null],
  ['f', 'other', 'cs-agent', null, 1],
  ['g', 'other', 'warehouse', 'ann', 4],
  ['h', 'shop', 'cs-agent', null, 3],
]
const at = (hour: number) => `2027-03-10T${String(hour).padStart(2, '0')}:00:00.000Z`

beforeAll(async () => {
  const { owner, api } = await database
  db = api
  // `run-named` names ann for cs-agent, so its task h is nobody else's.
  await keepRun(owner, 'run-open', {})
  await keepRun(owner, 'run-named', { 'cs-agent': ['ann'] })
  for (const [taskId, storeId, role, personId, due] of rows) {
    const dueAt = due === null ? null : at(due)
    await owner
      .insertInto('task')
      .values({
        taskId,
        sopRunId: taskId === 'h' ? 'run-named' : 'run-open',
        stepKey: `${taskId}.1`,
        level: null,
        storeId,
        sop: 'return',
        stepId: taskId,
        role,
        personId,
        status: personId === null ? 'open' : 'claimed',
        revision: 1,
        openedAt: at(0),
        dueAt,
        hard: false,
        priority: 3,
        paused: false,
        urgentAt: dueAt ?? 'infinity',
      })
      .execute()
  }
})

async function keepRun(owner: Database, id: string, roster: Record<string, string[]>): Promise<void> {
  const { sop, version, planSha256, storeId, inputs, values, ...rest } = run(id)
  await owner
    .insertInto('sopRun')
    .values({
      id,
      sop,
      version,
      planSha256,
      storeId,
      hostId: 'h',
      workflowId: 'h',
      temporalRunId: 't',
      status: 'running',
      launchedAt: at(0),
      launchedBy: 'ann',
      seq: 1,
      hash: 'a'.repeat(64),
      priority: 3,
      inputs: jsonParameter(inputs),
      values: jsonParameter(values),
      rest: jsonParameter({ ...rest, roster }),
    })
    .execute()
}

const agent = (personId: string): InboxScope => ({
  personId,
  wholeStores: [],
  posts: [{ storeId: 'shop', role: 'cs-agent' }],
})
const lead: InboxScope = { personId: 'lea', wholeStores: ['shop'], posts: [{ storeId: 'shop', role: 'lead' }] }
const read = async (scope: InboxScope, filter: Partial<InboxFilter> = {}) =>
  (await readInbox(db, scope, { mine: false, limit: 50, ...filter })).map((row) => row.taskId).join(' ')

describe('an inbox: who, filter, tasks from the most urgent on', () => {
  test.each<[string, InboxScope, Partial<InboxFilter>, string]>([
    ['mine: what I have, in any store, and what is free for my role', agent('ann'), { mine: true }, 'b h g a e'],
    ["mine: not a colleague's, not a run that names others", agent('cem'), { mine: true }, 'a e'],
    ['all of my role, taken ones too', agent('cem'), {}, 'c b h a e'],
    ['a store as a whole', lead, {}, 'c d b h a e'],
    ['one role of it', lead, { role: 'warehouse' }, 'd'],
    ['only overdue', lead, { overdueAt: at(3) }, 'c d'],
    ['another store is nobody of mine', lead, { storeId: 'other' }, ''],
    ['one run', lead, { sopRunId: 'run-named' }, 'h'],
    ['nothing held, nothing seen', { personId: 'eve', wholeStores: [], posts: [] }, {}, ''],
  ])('%s', async (_name, scope, filter, tasks) => {
    expect(await read(scope, filter)).toBe(tasks)
  })

  test('pages follow each other without a gap, also past what has no due', async () => {
    const pages: string[] = []
    let after: InboxFilter['after']
    for (;;) {
      const page = await readInbox(db, lead, { mine: false, limit: 2, ...(after ? { after } : {}) })
      const last = page.at(-1)
      if (!last) break
      pages.push(page.map((row) => row.taskId).join(' '))
      after = { urgentAt: last.urgentAt, taskId: last.taskId }
    }
    expect(pages).toEqual(['c d', 'b h', 'a e'])
  })
})
