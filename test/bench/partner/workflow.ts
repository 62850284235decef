import {
  allHandlersFinished,
  ApplicationFailure,
  condition,
  defineUpdate,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import type { StepRecord } from './rows.ts'

export interface PartnerActivities {
  record(step: StepRecord): Promise<void>
}

const { record } = proxyActivities<PartnerActivities>({ startToCloseTimeout: '10s' })

/** Completes a step; answers once its activity has written the row. */
export const complete = defineUpdate<{ opens: number | null }, [step: number, answers: unknown]>('complete')

const steps = 10

/** The usual way to write it: a workflow per run, an update per step, an activity per step. */
export async function tenSteps(): Promise<void> {
  const { workflowId: runId } = workflowInfo()
  let open = 1
  setHandler(
    complete,
    async (step: number, answers: unknown) => {
      open = step + 1
      const opens = step < steps ? open : null
      await record({ runId, done: step, answers, opens })
      return { opens }
    },
    {
      validator: (step: number, _answers: unknown) => {
        if (step !== open) throw ApplicationFailure.nonRetryable(`Step ${step} is not open, step ${open} is.`)
      },
    },
  )
  await record({ runId, done: null, answers: null, opens: 1 })
  await condition(() => open > steps)
  await condition(allHandlersFinished)
}
