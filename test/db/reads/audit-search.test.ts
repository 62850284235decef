import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import type { AuditFilter, AuditScope } from '#db/reads/audit-search.ts'
import { searchAudit } from '#db/reads/audit-search.ts'
import { readApprovalPairs } from '#db/reads/approval-pairs.ts'
import { migratedDatabase } from '../migrated-database.ts'

const db = await migratedDatabase()

// A thousand refunds of a hundred events each: five by people, the rest by the system.
beforeAll(async () => {
  await sql`
    insert into sop_run (id, sop, version, plan_sha256, store_id, host_id, workflow_id, temporal_run_id, status,
      launched_at, launched_by, seq, hash, priority, inputs, values, rest)
    select 'run-' || r, 'return-refund', '1.0.0', 'p', case when r % 2 = 0 then 'even' else 'odd' end, 'h', 'w', 't', 'running',
      '2027-01-01T00:00:00Z'::timestamptz + r * interval '1 hour', 'ann', 100, repeat('0', 64), 0, '{}', '{}', '{}'
    from generate_series(1, 1000) r`.execute(db.owner)
  await sql`
    insert into audit_event (sop_run_id, seq, store_id, at, type, person_id, door, step_id, step_key, data, body, hash,
      workflow_id, temporal_run_id, command_id)
    select 'run-' || r, e, case when r % 2 = 0 then 'even' else 'odd' end,
      '2027-01-01T00:00:00Z'::timestamptz + r * interval '1 hour' + e * interval '1 second',
      case when e = 50 then 'step.submitted' when e = 60 then 'approval.given' else 'step.reminded' end,
      case when e = 50 then 'ann' when e = 60 then 'bob' when e % 30 = 0 then 'cas' else 'system' end, 'api', 'rr-pay', 'rr-pay.1',
      case when e = 50 then jsonb_build_object('answers', jsonb_build_object('amount', r * 100, 'qty', r), 'reasons', '{}'::jsonb)
        when e = 60 then jsonb_build_object('level', 1, 'reason', 'photo ' || r || ' shows it') else '{"filler": "x"}' end,
      '{}', repeat('0', 64), 'w', 't', 'c-' || r || '-' || e
    from generate_series(1, 1000) r, generate_series(1, 100) e`.execute(db.owner)
  await sql`analyze audit_event, sop_run`.execute(db.owner)
}, 120_000)

const everywhere: AuditScope = { personId: 'aud', wholeStores: ['even', 'odd'], ownStores: [] }

async function found(filter: Partial<AuditFilter>, scope = everywhere) {
  const begun = performance.now()
  const rows = await searchAudit(db.api, scope, { limit: 50, ...filter })
  return { keys: rows.map((row) => `${row.sopRunId}/${row.seq}`), ms: performance.now() - begun }
}

test.each<[string, Partial<AuditFilter>, string[]]>([
  ['words of a reason', { text: 'PHOTO 123 shows' }, ['run-123/60']],
  ['an amount', { money: { least: 77_700, most: 77_700, fields: ['amount'] } }, ['run-777/50']],
  ['a number that is no money', { money: { least: 777, most: 777, fields: ['amount'] } }, []],
  ['a period', { fromAt: '2027-01-02T00:00:50Z', toAt: '2027-01-02T00:00:52Z' }, ['run-24/51', 'run-24/50']],
  ['a person in a run', { personId: 'bob', runId: 'run-9' }, ['run-9/60']],
  ['a kind in a store, its newest', { type: 'step.submitted', storeId: 'odd', limit: 1 }, ['run-999/50']],
])('among a hundred thousand: %s', async (_what, filter, keys) => {
  const first = await found(filter)
  expect(first.keys).toEqual(keys)
  // Generous: the machine of the test is shared. Alone it is some ten milliseconds.
  expect(Math.min(first.ms, (await found(filter)).ms)).toBeLessThan(1_500)
})

test('one sees whole stores, and elsewhere only what one did', async () => {
  const scope: AuditScope = { personId: 'bob', wholeStores: [], ownStores: ['odd'] }
  const { keys } = await found({ limit: 2 }, scope)
  expect(keys).toEqual(['run-999/60', 'run-997/60'])
  expect((await found({}, { personId: 'bob', wholeStores: [], ownStores: [] })).keys).toEqual([])
})

test('pairs of a month over all of it', async () => {
  const period = { fromAt: '2027-01-01T00:00:00Z', toAt: '2027-03-01T00:00:00Z' }
  const pairs = await readApprovalPairs(db.api, { stores: ['odd'], ...period })
  expect(pairs).toMatchObject([{ requester: 'ann', approver: 'bob', approved: 500, rejected: 0, quickestSeconds: 10 }])
})
