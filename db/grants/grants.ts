import type { Tables } from '../schema/tables.ts'

/** Rights on a table: `insert`, or `insert (person_id, …)` for some columns only. Everyone listed may also read it. */
export type TableRights = string[]

type Rights = { [table in keyof Tables]?: TableRights }

const auditColumns =
  'sop_run_id, seq, store_id, at, type, person_id, role, on_behalf_of, door, step_id, step_key, data, body, hash, ' +
  'workflow_id, temporal_run_id, command_id'
const personWithoutSecret = 'select (id, email, name, disabled_at, created_at)'
const writes = ['select', 'insert', 'update']
const writesAll = [...writes, 'delete']

const adminColumns = 'person_id, action, store_id, object_type, object_id, before, after'

/** The worker writes runs and adds to their history; it can neither change history nor sign anyone in. */
const worker: Rights = {
  absence: ['select'],
  afterSaleCase: writes,
  auditEvent: ['select', `insert (${auditColumns})`],
  // Whoever holds a role of a store is told, in an emergency too.
  breakGlass: ['select'],
  comment: writesAll,
  evidence: ['select', 'insert', 'update (step_key, seq)'],
  externalEvent: writes,
  heartbeat: writesAll,
  host: writes,
  idempotency: writesAll,
  launch: writes,
  // Only ended, when a temporary post ends with its campaign (withdrawRole).
  membership: ['select', 'update (to_at)'],
  message: [
    'select (dedupe_key)',
    'insert (dedupe_key, person_id, store_id, channel, robot_id, notification_id, urgent)',
  ],
  messageChoice: ['select'],
  notification: ['select', 'insert'],
  parameterOverride: ['select'],
  parcel: writes,
  person: [personWithoutSecret],
  product: writes,
  robot: ['select (id, store_id, removed_at, disabled_at)'],
  shopOrder: writes,
  sopDefinition: ['select'],
  sopRun: writesAll,
  step: writesAll,
  stock: writes,
  store: ['select'],
  task: writesAll,
}

/** The API reads runs and history and writes neither; an idempotency row's answer comes from the worker alone. */
const api: Rights = {
  absence: writesAll,
  adminEvent: ['select', `insert (${adminColumns})`],
  afterSaleCase: writes,
  apiToken: ['select', 'insert', 'update (last_used_at, revoked_at)'],
  auditEvent: ['select'],
  auditLogIndex: ['select'],
  auditSample: ['select', 'insert', 'update (conclusion, signed_by, signed_at)'],
  auditSampleItem: ['select', 'insert', 'update (verdict, note, noted_by, noted_at)'],
  breakGlass: ['select', 'insert', 'update (ends_at, verdict, note, reviewed_by, reviewed_at)'],
  auditTree: ['select'],
  checkpoint: ['select'],
  checkpointWitness: ['select'],
  comment: ['select'],
  draft: writesAll,
  erasure: ['select', 'insert', 'update (state, decided_by, decided_at, decision_reason, keep_until, erased_at)'],
  // Only rows no event took up can be deleted: a trigger sees to it.
  evidence: [
    'select',
    'insert (id, sop_run_id, step_key, file_name, media_type, bytes, sha256, path, person_id, picture_sha256)',
    'update (file_name, path, erased_at)',
    'delete',
  ],
  externalEvent: writes,
  firstAdmin: ['select', 'insert', 'update (used_at)'],
  handover: writes,
  heartbeat: writesAll,
  host: writes,
  idempotency: [
    'select',
    'insert (command_id, person_id, key, request_hash, sop_run_id, expires_at)',
    'update (sop_run_id, state, status, body, expires_at)',
    'delete',
  ],
  launch: writes,
  membership: writes,
  message: ['select', 'update (planned, state, attempts, next_at, lease_until, left_at, error, sent_at)'],
  messageChoice: writes,
  notification: ['select', 'update (read_at)'],
  parameterOverride: writesAll,
  parcel: writes,
  parcelScan: ['select', 'insert'],
  person: writes,
  personalData: ['select', 'insert', 'update (state)'],
  product: writes,
  savedView: writesAll,
  robot: ['select', 'insert', 'update (name, url_sealed, secret_sealed, busy_until, disabled_at, removed_at)'],
  session: writesAll,
  shift: writesAll,
  shopOrder: writes,
  sopDefinition: writes,
  sopRun: ['select'],
  step: ['select'],
  stock: writes,
  store: writes,
  subjectKey: ['select', 'insert', 'delete'],
  task: ['select'],
}

/** The sealer adds to the log and says what it found; it writes neither runs nor their history. */
const sealer: Rights = {
  adminEvent: ['select', `insert (${adminColumns})`],
  auditEvent: ['select'],
  auditLogIndex: ['select', 'insert'],
  auditTree: ['select', 'insert'],
  checkpoint: ['select', 'insert (origin, size, root, note)'],
  checkpointWitness: ['select', 'insert (origin, size, witness, line)'],
  launch: ['select'],
  sopRun: ['select'],
  step: ['select'],
  task: ['select'],
}

/** Rights per login role. The owner of the schema needs none. */
export const grants: Record<string, Rights> = {
  zhangfa_worker: worker,
  zhangfa_api: api,
  zhangfa_sealer: sealer,
}
