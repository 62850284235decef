import i18next from 'i18next'
import { problemOf } from '../../api/api-problem.ts'

/** What is wrong with one field, in the reader's language; null when nothing is. @param pointer as in `/quiet/from`. */
export function refusedAt(problem: unknown, pointer: string): string | null {
  if (problem === null) return null
  const finding = problemOf(problem).errors.find((one) => one.pointer === pointer)
  if (!finding) return null
  const key = `problems:${finding.code}`
  return i18next.exists(key) ? i18next.t(key as 'problems:INTERNAL') : finding.detail
}
