import { sql } from 'kysely'
import type { Connection } from '../database.ts'

export interface PairFilter {
  stores: readonly string[]
  sop?: string
  fromAt: string
  toAt: string
}

/** How often one person decided about what another had asked for. */
export interface ApprovalPair {
  requester: string | null
  requesterName: string | null
  approver: string
  approverName: string | null
  approved: number
  rejected: number
  /** Shortest time between asking and deciding, in seconds. */
  quickestSeconds: number | null
  lastAt: string
  lastRunId: string
  lastSeq: number
}

const mostPairs = 1_000

/** Requester–approver pairs of a period, most decisions first: who decides about whom, and how fast. */
export async function readApprovalPairs(db: Connection, filter: PairFilter): Promise<ApprovalPair[]> {
  const { stores, sop = null, fromAt, toAt } = filter
  const { rows } = await sql<ApprovalPair>`
    with decided as (
      select d.sop_run_id, d.seq, d.type, d.at, d.person_id as approver, asked.requester, asked.at as asked_at
      from audit_event d
      join sop_run r on r.id = d.sop_run_id
      left join lateral (
        select s.at, coalesce(s.data->>'requester', s.person_id) as requester from audit_event s
        where s.sop_run_id = d.sop_run_id and s.seq < d.seq and s.step_key = d.step_key and s.type = 'step.submitted'
        order by s.seq desc limit 1
      ) asked on true
      where d.type in ('approval.given', 'approval.rejected') and d.store_id = any(${[...stores]})
        and d.at >= ${fromAt}::timestamptz and d.at < ${toAt}::timestamptz
        and (${sop}::text is null or r.sop = ${sop})
    )
    select requester, asker.name as requester_name, approver, decider.name as approver_name,
      count(*) filter (where type = 'approval.given')::int as approved,
      count(*) filter (where type = 'approval.rejected')::int as rejected,
      floor(extract(epoch from min(decided.at - asked_at)))::int as quickest_seconds,
      max(decided.at) as last_at,
      (array_agg(sop_run_id order by decided.at desc, seq desc))[1] as last_run_id,
      (array_agg(seq order by decided.at desc, seq desc))[1] as last_seq
    from decided
    left join person asker on asker.id = requester
    left join person decider on decider.id = approver
    group by requester, asker.name, approver, decider.name
    order by count(*) desc, max(decided.at) desc limit ${mostPairs}`.execute(db)
  return rows
}
