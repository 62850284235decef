import { ApiProblem } from '../../../api/api-problem.ts'
import type { RunBody } from '../../../api/runs.ts'
import { problemWords } from '../../../kit/note/problem-note.tsx'

/** Why a command cannot be given now, in the reader's language; null = it can, or nobody has said. */
export function refusalOf(commands: RunBody['commands'], type: string): string | null {
  const command = commands.find((one) => one.type === type)
  if (!command || command.allowed) return null
  return problemWords(new ApiProblem(409, { code: command.code ?? 'NOT_ALLOWED', detail: command.reason ?? '' }))
}
