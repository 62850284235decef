import { basename } from 'node:path'
import type { HeldPlace } from '#audit/held-notes.ts'
import { readHeldPlace } from '#audit/held-notes.ts'
import { knownKeys } from '#audit/places.ts'
import { readAlarms } from '#db/reads/alarms.ts'
import { readLastCheckpoint, readLastWitnessed, readUnsealed } from '#db/reads/sealed-log.ts'
import type { z } from 'zod'
import type { Seal } from '../contract/audit-proofs.ts'
import type { House } from '../house.ts'

/** How far history is sealed and witnessed now, and what alarms stand. */
export async function sealNow({ deps: { db } }: House): Promise<z.infer<typeof Seal>> {
  const [last, unsealed, alarms] = await Promise.all([readLastCheckpoint(db), readUnsealed(db), readAlarms(db)])
  const witnessed = last === null ? null : await readLastWitnessed(db, last.origin)
  return {
    origin: last?.origin ?? null,
    size: last?.size ?? 0,
    root: last?.root.toString('hex') ?? null,
    sealedAt: last?.at ?? null,
    unsealed: unsealed.events,
    lagSeconds: unsealed.oldestSeconds,
    witnessed: witnessed && { size: witnessed.size, witness: witnessed.witness, at: witnessed.at },
    alarms,
  }
}

/** What the places of notes we know of hold. */
export function heldPlaces({ deps }: House): Promise<HeldPlace[]> {
  const { home, folders } = deps.auditPlaces ?? { home: '', folders: [] }
  const keys = knownKeys(home)
  return Promise.all(folders.map((folder) => readHeldPlace(folder, keys)))
}

/** A place as people may know it: its last name, how much it holds. */
export function showPlace({ folder, notes, unsigned, lost }: HeldPlace) {
  const sizes = notes.map(({ checkpoint }) => checkpoint.size)
  const state = lost ? ('lost' as const) : unsigned > 0 ? ('unsigned' as const) : ('agrees' as const)
  return {
    name: basename(folder),
    state,
    notes: notes.length,
    lastSize: sizes.length === 0 ? null : sizes.reduce((most, size) => Math.max(most, size)),
  }
}
