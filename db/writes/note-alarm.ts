import { systemActor } from '#engine/model/people.ts'
import type { Connection } from '../database.ts'
import { readAlarms } from '../reads/alarms.ts'
import { noteAdminAct } from './note-admin-act.ts'

/** What about history may need a person: sealing itself, a place for notes, the witness, Temporal against the audit. */
export type AlarmKind = 'sealing' | 'notes' | 'witness' | 'history' | 'archive'

/** Raises an alarm about history, once for the same words; it becomes part of the history of the house. */
export async function raiseAlarm(db: Connection, kind: AlarmKind, says: string): Promise<boolean> {
  const standing = (await readAlarms(db)).find((alarm) => alarm.kind === kind)
  if (standing?.says === says) return false
  await note(db, 'alarm.raised', kind, says)
  return true
}

/** Takes an alarm back when its cause is gone; does nothing when there is none. */
export async function clearAlarm(db: Connection, kind: AlarmKind, says: string): Promise<boolean> {
  const standing = (await readAlarms(db)).find((alarm) => alarm.kind === kind)
  if (standing === undefined) return false
  await note(db, 'alarm.cleared', kind, says)
  return true
}

async function note(db: Connection, action: string, kind: AlarmKind, says: string): Promise<void> {
  await noteAdminAct(db, {
    personId: systemActor.personId,
    action,
    objectType: 'history',
    objectId: kind,
    after: { says },
  })
}
