import i18next from 'i18next'
import type { TaskBody } from '../../api/tasks.ts'

/** Why an act on a task cannot be done now, in the reader's language; null where it can, undefined where it is no act of this task. */
export function refusalWords(task: Pick<TaskBody, 'commands'>, type: string): string | null {
  const command = task.commands.find((one) => one.type === type)
  if (command === undefined || command.allowed) return null
  const code = command.code ?? ''
  return i18next.exists(`problems:${code}`)
    ? i18next.t(`problems:${code}` as 'problems:INTERNAL')
    : (command.reason ?? code)
}

/** Whether an act belongs to this kind of task at all. */
export function offers(task: Pick<TaskBody, 'commands'>, type: string): boolean {
  return task.commands.some((one) => one.type === type)
}
