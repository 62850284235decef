import type { Connection } from '@temporalio/client'
import { searchAttributes } from './temporal-names.ts'

/** How long a namespace must keep closed histories, so that the audit log can be checked against them. */
const keptDays = 90
const secondsPerDay = 86_400

/** `temporal.api.enums.v1.IndexedValueType`. */
const indexedAs = { Keyword: 2, Datetime: 6 } as const

/** Raises a namespace's retention to 90 days where it is shorter. */
export async function keepHistories(connection: Connection, namespace: string): Promise<void> {
  const seen = await connection.workflowService.describeNamespace({ namespace })
  const seconds = Number(seen.config?.workflowExecutionRetentionTtl?.seconds ?? 0)
  if (seconds >= keptDays * secondsPerDay) return
  await connection.workflowService.updateNamespace({
    namespace,
    config: { workflowExecutionRetentionTtl: { seconds: (keptDays * secondsPerDay) as never } },
  })
}

/** Adds the search attributes a namespace lacks; for a server that somebody else started. */
export async function addSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace })
  const missing = Object.entries(searchAttributes).filter(([key]) => customAttributes?.[key] === undefined)
  if (missing.length === 0) return
  await connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(missing.map(([key, type]) => [key, indexedAs[type]])),
  })
}
