import type { z } from 'zod'
import type { PossibleCommand } from '#engine/rules/possible-commands.ts'
import type { CommandShape } from '../contract/runs.ts'
import { publicCode } from '../problem-codes.ts'

/** Commands a page offers, each with the reason it is greyed out. */
export function showCommands(commands: readonly PossibleCommand[]): z.infer<typeof CommandShape>[] {
  return commands.map(({ type, allowed, reason }) => ({
    type,
    allowed,
    ...(reason ? { reason: reason.message, code: publicCode(reason.code) } : {}),
  }))
}
