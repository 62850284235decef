import type { Answer, OpenApi, RunBody, RunStepBody, TaskPageBody } from './open-api.ts'

const storeId = 'douyin-shop'
let orders = 0

/** A launch of the small playbook for an order nobody has used yet. */
export function giftLaunch(more: object = {}, sopId = 'goodwill-gift') {
  orders += 1
  const inputs = { order_no: `X${orders}`, platform: 'douyin', order_paid: 9900, asked_at: new Date().toISOString() }
  return { sopId, storeId, inputs: { ...inputs, ...more } }
}

/** A step that has a task. */
export type TaskStep = RunStepBody & { taskId: string }

/** Runs of the small playbook, as its people drive them. */
export interface GiftRuns {
  launched(more?: object, sopId?: string): Promise<RunBody>
  launchedIn(storeId: string): Promise<RunBody>
  step(runId: string, stepId: string): Promise<TaskStep>
  inbox(query: string, as: string): Promise<TaskPageBody['items']>
  complete(step: TaskStep, as: string, answers: object, more?: object, key?: string): Promise<Answer<RunStepBody>>
}

export function giftRuns(api: OpenApi): GiftRuns {
  const launch = async (body: object): Promise<RunBody> => {
    const answer = await api.post<RunBody>('/runs', 'cs-agent', body)
    if (answer.status !== 201) throw new Error(`not launched: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  return {
    launched: (more, sopId) => launch(giftLaunch(more, sopId)),
    launchedIn: (other) => launch({ ...giftLaunch(), storeId: other }),
    async step(runId, stepId) {
      const { body } = await api.get<RunBody>(`/runs/${runId}`, 'lead')
      const found = body.steps.findLast((step) => step.stepId === stepId)
      if (!found?.taskId) throw new Error(`${stepId} has no task in ${runId}`)
      return { ...found, taskId: found.taskId }
    },
    inbox: async (query, as) => (await api.get<TaskPageBody>(`/tasks?${query}`, as)).body.items,
    complete: (step, as, answers, more = {}, key) =>
      api.post(`/tasks/${step.taskId}/complete`, as, { answers, expectedRevision: step.revision, ...more }, key),
  }
}
