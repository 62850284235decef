import { fileURLToPath } from 'node:url'
import type { LaunchOrder } from '#dispatch/dispatcher.ts'
import type { CommandEnvelope, RunCommand } from '#engine/model/command.ts'
import type { Actor } from '#engine/model/people.ts'
import type { HostKind } from '#workflows/messages.ts'
import { readPlaybook } from './host-stack.ts'
import { calendar } from './shop.ts'

/** The shell's own small playbook: a count, a check that books the pieces, and a last line two days later. */
export const stockCount = readPlaybook(fileURLToPath(new URL('./playbooks/stock-count.yaml', import.meta.url)))

export const wang: Actor = { personId: 'wang', roles: ['warehouse'], role: 'warehouse' }
export const li: Actor = { personId: 'li', roles: ['store-manager'], role: 'store-manager' }

/** A launch of the stock count. Store and `key` make command, run and correlation. */
export function launchOf(storeId: string, key: string, hosting: HostKind, countedFrom: string): LaunchOrder {
  return {
    commandId: `launch-${storeId}-${key}`,
    actor: wang,
    door: 'api',
    plan: stockCount,
    hosting,
    launch: {
      storeId,
      inputs: { sku: `SKU-${key}`, counted_from: countedFrom },
      anchors: {},
      roster: {},
      holders: { warehouse: ['wang', 'zhao'], 'store-manager': ['li'] },
      parameters: {},
      calendar,
      correlationKey: `SKU-${key}`,
    },
  }
}

/** A command of one of the two to a run. */
export function act(sopRunId: string, commandId: string, actor: Actor, command: RunCommand): CommandEnvelope {
  return { commandId, sopRunId, actor, door: 'api', command }
}

export const count = (sopRunId: string, pieces: number, id = 'count'): CommandEnvelope =>
  act(sopRunId, `${sopRunId}/${id}`, wang, { type: 'complete', stepId: 'sc-count', answers: { pieces } })

export const check = (sopRunId: string, id = 'check'): CommandEnvelope =>
  act(sopRunId, `${sopRunId}/${id}`, li, { type: 'complete', stepId: 'sc-check', answers: { agreed: true } })

export const close = (sopRunId: string, id = 'close'): CommandEnvelope =>
  act(sopRunId, `${sopRunId}/${id}`, wang, { type: 'complete', stepId: 'sc-close', answers: { note: '' } })
