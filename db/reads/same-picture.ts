import type { Connection } from '../database.ts'

export interface PictureUse {
  pictureSha256: string
  sopRunId: string
  storeId: string
}

const most = 50

/** Runs in which one of these pictures is part of the history, newest first; at most 50. */
export async function readUsesOfPictures(db: Connection, hashes: readonly string[]): Promise<PictureUse[]> {
  if (hashes.length === 0) return []
  const rows = await db
    .selectFrom('evidence as e')
    .innerJoin('sopRun as r', 'r.id', 'e.sopRunId')
    .select(['e.pictureSha256', 'e.sopRunId', 'r.storeId'])
    .where('e.pictureSha256', 'in', [...new Set(hashes)])
    .where('e.seq', 'is not', null)
    .orderBy('e.at', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => ({ ...row, pictureSha256: row.pictureSha256 ?? '' }))
}
