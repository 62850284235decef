import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/database.ts'
import { jsonParameter } from '#db/json-parameter.ts'
import type { BoardFilter } from '#db/reads/run-board.ts'
import { readBoardSteps, readBoardTasks, readRunBoard } from '#db/reads/run-board.ts'
import { readStoreBoard } from '#db/reads/store-board.ts'
import { readStorePeople } from '#db/reads/store-people.ts'
import { readWorkReport } from '#db/reads/work-report.ts'
import { migratedDatabase } from '../migrated-database.ts'
import { run } from '../run-samples.ts'

const manyRuns = 10_000
const stepsEach = 20
const storeCount = 30
/** Longest a board may take, and a report over 50,000 finished steps, on a machine busy with other tests. */
const longestMs = { board: 1_500, report: 8_000 }

let db: Database
const database = migratedDatabase()
const now = '2027-03-10T12:00:00.000Z'
const stores = Array.from({ length: storeCount }, (_, index) => `s${index}`)
const scope = { personId: 'lea', wholeStores: stores, playbooks: [] }
const board = (more: Partial<BoardFilter> = {}) => readRunBoard(db, scope, { late: false, now, limit: 50, ...more })

/**
 * Run k of store k % 30, playbook p0…p4, launched a minute apart. Its steps 1…20: 1–5 done, 6 open and claimed by one of fifty
 * people, the rest planned. Step 6 is due k minutes after 07:00, so the first 300 are late at noon.
 */
beforeAll(async () => {
  const { owner, api } = await database
  db = api
  const { rest } = restOf(run('x'))
  await sql`insert into store (id, name, zone, calendar)
    select 's' || k, 'Store ' || k, 'Asia/Shanghai', '{}' from generate_series(0, ${storeCount - 1}::int) k`.execute(
    owner,
  )
  await sql`insert into person (id, email, name) select 'p' || k, 'p' || k || '@x', 'Person ' || k
    from generate_series(0, 49) k`.execute(owner)
  await sql`insert into membership (id, person_id, role, store_id, from_at, granted_by)
    select 'm' || k, 'p' || k, case when k < 5 then 'cs-lead' else 'cs-agent' end, 's0', '2026-01-01', 'x'
    from generate_series(0, 9) k`.execute(owner)
  await sql`insert into sop_run (id, sop, version, plan_sha256, store_id, host_id, workflow_id, temporal_run_id, correlation_key,
      status, launched_at, launched_by, seq, hash, priority, inputs, values, rest)
    select 'r' || lpad(k::text, 5, '0'), 'p' || k % 5, '1.0.0', repeat('a', 64), 's' || k % ${storeCount}::int, 'h', 'w', 't', 'case ' || k,
      'running', '2027-03-01T00:00:00Z'::timestamptz + k * interval '1 minute', 'p1', 1, repeat('b', 64), 3, '{}', '{}', ${jsonParameter(rest)}
    from generate_series(1, ${manyRuns}::int) k`.execute(owner)
  await sql`insert into step (sop_run_id, step_key, step_id, status, revision, role, assignee, due_at, opened_at, completed_at,
      completed_by, late, seq, detail)
    select 'r' || lpad(k::text, 5, '0'), 'st' || n || '.1', 'st' || n,
      case when n <= 5 then 'done' when n = 6 then 'claimed' else 'planned' end, 1, 'cs-agent', null,
      '2027-03-10T07:00:00Z'::timestamptz, '2027-03-10T06:00:00Z',
      case when n <= 5 then '2027-03-10T06:00:00Z'::timestamptz + n * interval '10 minutes' end,
      case when n <= 5 then 'p' || n end, n = 5, 1,
      jsonb_build_object('iteration', 0, 'visit', 1, 'opensAt', '2027-03-11T00:00:00.000Z', 'pad', repeat('x', 800))
    from generate_series(1, ${manyRuns}::int) k, generate_series(1, ${stepsEach}::int) n`.execute(owner)
  await sql`insert into task (task_id, sop_run_id, step_key, store_id, sop, step_id, role, person_id, status, revision, opened_at,
      due_at, hard, priority, paused, urgent_at)
    select 'r' || lpad(k::text, 5, '0') || '~st6.1', 'r' || lpad(k::text, 5, '0'), 'st6.1', 's' || k % ${storeCount}::int, 'p' || k % 5, 'st6',
      'cs-agent', 'p' || k % 50, 'claimed', 1, '2027-03-10T06:00:00Z',
      '2027-03-10T07:00:00Z'::timestamptz + k * interval '1 minute', k % 10 = 0, 3, false, '2027-03-10T07:00:00Z'
    from generate_series(1, ${manyRuns}::int) k`.execute(owner)
  await sql`insert into audit_event (sop_run_id, seq, store_id, at, type, person_id, door, step_id, step_key, data, body, hash, workflow_id,
      temporal_run_id, command_id)
    select d.sop_run_id, substr(d.step_id, 3)::int, r.store_id, d.completed_at, 'step.completed', d.completed_by, 'web', d.step_id, d.step_key,
      '{}', '{}', repeat('c', 64), 'w', 't', 'c'
    from step d join sop_run r on r.id = d.sop_run_id where d.completed_at is not null`.execute(owner)
  await sql`analyze`.execute(owner)
}, 120_000)

function restOf(sample: ReturnType<typeof run>) {
  const { inputs: _inputs, values: _values, ...rest } = sample
  return { rest }
}

async function timed<Result>(act: () => Promise<Result>, mostMs = longestMs.board): Promise<Result> {
  const begun = performance.now()
  const result = await act()
  const ms = performance.now() - begun
  expect(ms).toBeLessThan(mostMs)
  return result
}

describe('boards over 10,000 open runs', () => {
  test('what is late longest comes first, page by page, none twice', async () => {
    const first = await timed(() => board())
    expect(first.map((row) => row.id).slice(0, 3)).toEqual(['r00001', 'r00002', 'r00003'])
    expect(first[0]).toMatchObject({
      open: 1,
      late: 1,
      firstDueAt: '2027-03-10T07:01:00.000Z',
      sop: 'p1',
      storeId: 's1',
    })
    const last = first.at(-1)!
    const second = await timed(() => board({ after: last }))
    expect(second[0]?.id).toBe('r00051')
  })

  test('filters: late, store, playbook, person, text', async () => {
    const late = await timed(() => board({ late: true, storeId: 's3', limit: 100 }))
    expect(late.map((row) => row.id)).toEqual(
      [3, 33, 63, 93, 123, 153, 183, 213, 243, 273].map((k) => `r${String(k).padStart(5, '0')}`),
    )
    const mine = await timed(() => board({ personId: 'p7', sop: 'p2', limit: 3 }))
    expect(mine.map((row) => row.id)).toEqual(['r00007', 'r00057', 'r00107'])
    const found = await timed(() => board({ text: 'case 9999' }))
    expect(found.map((row) => row.id)).toEqual(['r09999'])
    expect(await board({ status: 'paused' })).toEqual([])
  })

  test('nothing of a store the caller has no part in', async () => {
    const narrow = { personId: 'zoe', wholeStores: [], playbooks: [{ storeId: 's1', sop: 'p1' }] }
    const rows = await readRunBoard(db, narrow, { late: false, now, limit: 50 })
    expect(new Set(rows.map((row) => `${row.storeId} ${row.sop}`))).toEqual(new Set(['s1 p1']))
    expect(await readRunBoard(db, { ...narrow, playbooks: [] }, { late: false, now, limit: 50 })).toEqual([])
  })

  test('the steps and the work of one page', async () => {
    const ids = (await board()).map((row) => row.id)
    const steps = await timed(() => readBoardSteps(db, ids))
    expect(steps).toHaveLength(50 * stepsEach)
    expect(steps[0]).toMatchObject({ iteration: 0, visit: 1, opensAt: '2027-03-11T00:00:00.000Z' })
    expect(await readBoardTasks(db, ids)).toHaveLength(50)
  })

  test('stores × playbooks with how late they are', async () => {
    const rows = await timed(() => readStoreBoard(db, scope, now))
    expect(rows).toHaveLength(storeCount)
    expect(rows.find((row) => row.storeId === 's0')).toMatchObject({
      sop: 'p0',
      storeName: 'Store 0',
      runs: 333,
      // 30, 60 … 270: due before noon; 300 is due at noon itself and not late yet.
      lateRuns: 9,
      lateHardSteps: 9,
      firstDueAt: '2027-03-10T07:30:00.000Z',
    })
  })

  test('work by person: open, late, done in time, median', async () => {
    const period = { from: '2027-03-10T00:00:00Z', to: '2027-03-11T00:00:00Z' }
    const wanted = { storeIds: stores, by: 'person' as const, ...period, now }
    const all = await timed(() => readWorkReport(db, wanted), longestMs.report)
    // p5 has step 5 of every run behind them, all late, each 50 minutes after its opening, and every 50th open step.
    expect(all.find((row) => row.key === 'p5')).toEqual({
      key: 'p5',
      open: 200,
      late: 6,
      // Due before midnight in Shanghai, 16:00 UTC: minutes 1 … 539, of which 5, 55 … 505 are p5's.
      dueToday: 11,
      done: 10_000,
      dated: 10_000,
      onTime: 0,
      medianMinutes: 50,
    })
    const one = await readWorkReport(db, { storeIds: ['s4'], by: 'step', ...period, now })
    expect(one.map((row) => row.key)).toEqual(['p4/st6', 'p4/st1', 'p4/st2', 'p4/st3', 'p4/st4', 'p4/st5'])
  })

  test('people of a store with their load, of one role when asked', async () => {
    const people = await readStorePeople(db, { storeId: 's0', now })
    expect(people).toHaveLength(10)
    // Of p0's open steps every third lies in store s0: 150, 300 … 9900.
    expect(people[0]).toEqual({
      personId: 'p0',
      name: 'Person 0',
      roles: ['cs-lead'],
      away: false,
      openTasks: 66,
      lateTasks: 1,
    })
    expect(await readStorePeople(db, { storeId: 's0', role: 'cs-agent', now })).toHaveLength(5)
  })
})
