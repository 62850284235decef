import type { SeenBefore } from '#engine/model/command.ts'
import type { PictureUse } from '#db/reads/same-picture.ts'
import type { Caller } from '../policy.ts'
import { may } from '../policy.ts'

const mostRuns = 5

interface PictureOf {
  pictureSha256: string | null
  sopRunId: string
}

/** For the history: where else a picture was used, as seen from the store of this run; null = nowhere. */
export function seenBefore(uses: readonly PictureUse[], of: PictureOf, ofStore: string): SeenBefore | null {
  const others = uses.filter((use) => use.pictureSha256 === of.pictureSha256 && use.sopRunId !== of.sopRunId)
  if (others.length === 0) return null
  const here = others.filter(({ storeId }) => storeId === ofStore).map(({ sopRunId }) => sopRunId)
  return { runs: [...new Set(here)].slice(0, mostRuns), otherStore: others.some(({ storeId }) => storeId !== ofStore) }
}

/** What a person is told of it: runs by id only where they read all of a store's runs, else that there are some. */
export function showSeenBefore(
  caller: Pick<Caller, 'personId' | 'rolesIn'>,
  uses: readonly PictureUse[],
  of: PictureOf,
  ofStore: string,
): { sameStore: boolean; otherStore: boolean; runs: string[] } | null {
  const found = seenBefore(uses, of, ofStore)
  if (!found) return null
  const readable = uses.filter(
    (use) =>
      use.pictureSha256 === of.pictureSha256 &&
      use.sopRunId !== of.sopRunId &&
      may(caller, 'report.read', { storeId: use.storeId }),
  )
  const runs = [...new Set(readable.map(({ sopRunId }) => sopRunId))].slice(0, mostRuns)
  return { sameStore: found.runs.length > 0, otherStore: found.otherStore, runs }
}
