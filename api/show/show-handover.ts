import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { HandoverRow } from '#db/reads/handovers.ts'
import { readHandover } from '#db/reads/handovers.ts'
import type { Handover, HandoverContent } from '../contract/warehouse.ts'
import { handoverSheet } from '../door/handover-sheet.ts'
import type { StoreDay } from '../door/store-day.ts'
import type { House } from '../house.ts'
import { may, policy } from '../policy.ts'
import type { ProblemCode } from '../problem-codes.ts'

type Content = z.infer<typeof HandoverContent>
type HandoverBody = z.infer<typeof Handover>

/** A sheet as it is or was signed: what stands in it, who has signed, and what the caller may do. */
export async function showHandover(house: House, request: FastifyRequest, of: StoreDay): Promise<HandoverBody> {
  const signed = await readHandover(house.deps.db, of.storeId, of.day)
  const frozen = isFrozen(signed)
  const live = frozen ? null : await handoverSheet(house, of)
  const liveText = live === null ? null : textOf(live.content)
  const text = signed?.content ?? liveText ?? ''
  const content = JSON.parse(text) as Content
  const changedSince = signed !== null && liveText !== null && signed.content !== liveText
  const sha256 = sha256Of(text)
  const nameOf = await house.names.of([
    ...content.parcels.map(({ inspectedBy }) => inspectedBy),
    ...[signed?.handedBy ?? null, signed?.takenBy ?? null],
  ])
  const names = content.parcels.flatMap(({ inspectedBy: id }) => (id === null ? [] : [[id, nameOf(id) ?? id]]))
  const toLaunch = live?.toLaunch ?? []
  return {
    content,
    sha256,
    state: signed === null ? 'open' : frozen ? 'frozen' : 'handed',
    changedSince,
    signedText: signed === null ? null : text,
    signatures: signaturesOf(signed, nameOf),
    commands: commandsOf(request, of.storeId, { signed, changedSince, left: toLaunch.length }),
    names: Object.fromEntries(names) as Record<string, string>,
    toLaunch,
  }
}

/** The text that is signed: entries in the order the sheet is built in, without spaces. */
export function textOf(content: Content): string {
  return JSON.stringify(content)
}

export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function signaturesOf(signed: HandoverRow | null, nameOf: (id: string) => string | null): HandoverBody['signatures'] {
  if (signed === null) return []
  const { handedBy, handedAt, takenBy, takenAt } = signed
  const handing = { part: 'handing' as const, personId: handedBy, name: nameOf(handedBy), at: handedAt }
  if (takenBy === null || takenAt === null) return [handing]
  return [handing, { part: 'taking', personId: takenBy, name: nameOf(takenBy), at: takenAt }]
}

interface Standing {
  signed: Pick<HandoverRow, 'handedBy' | 'takenBy'> | null
  changedSince: boolean
  /** Exceptions nobody sees to. */
  left: number
}

function commandsOf(request: FastifyRequest, storeId: string, standing: Standing): HandoverBody['commands'] {
  const allowed = may(request.caller, 'handover.sign', { storeId })
  return (['handing', 'taking'] as const).map((type) => {
    const code = allowed ? refusalOf(type, standing, request.caller.personId) : ('NOT_ALLOWED' as const)
    if (code === null) return { type, allowed: true }
    const reason = code === 'NOT_ALLOWED' ? `This needs ${policy['handover.sign'].needed}.` : handoverWords[code]
    return { type, allowed: false, code, reason }
  })
}

type HandoverCode = Extract<ProblemCode, `HANDOVER_${string}` | 'SOD_SAME_PERSON'>

function isFrozen(signed: Pick<HandoverRow, 'takenBy'> | null): boolean {
  return signed !== null && signed.takenBy !== null
}

/** Why a part cannot be signed, as far as it can be told beforehand. */
function refusalOf(part: 'handing' | 'taking', standing: Standing, personId: string): HandoverCode | null {
  const { signed, changedSince, left } = standing
  if (isFrozen(signed)) return 'HANDOVER_SIGNED'
  if (part === 'handing') {
    if (signed !== null && !changedSince) return 'HANDOVER_SIGNED'
    return left > 0 ? 'HANDOVER_EXCEPTIONS' : null
  }
  if (signed === null) return 'HANDOVER_NOT_HANDED'
  return signed.handedBy === personId ? 'SOD_SAME_PERSON' : null
}

/** What each refusal says. */
export const handoverWords: Record<HandoverCode, string> = {
  HANDOVER_CHANGED: 'The sheet has changed since you looked at it. Look at it again, then sign.',
  HANDOVER_SIGNED: 'This part of the sheet is signed already; what happens later stands on the next sheet.',
  HANDOVER_NOT_HANDED: 'Nobody has handed the sheet over yet. Whoever hands over signs first.',
  HANDOVER_EXCEPTIONS: 'Some exceptions are nobody’s task yet. Make tasks of them, then sign.',
  SOD_SAME_PERSON: 'You have handed this sheet over yourself; somebody else takes it over (R-4EYES).',
}
