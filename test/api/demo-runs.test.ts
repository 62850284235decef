import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchDemoRuns } from '#cli/demo/launch-demo-runs.ts'
import type { Shop } from '../web/support/open-shop.ts'
import { openShop } from '../web/support/open-shop.ts'
import type { RunPageBody, TaskPageBody } from './open-api.ts'

let shop: Shop

beforeAll(async () => {
  shop = await openShop({ page: false })
})
afterAll(() => shop.close())

test('a first start finds runs of five playbooks under way, at their steps, some late', async () => {
  expect(await launchDemoRuns(shop.address)).toBe(11)
  const { items } = (await shop.api.get<RunPageBody>('/runs?limit=100', 'lead')).body
  expect(items.map(({ sopId, correlationKey }) => correlationKey ?? sopId).sort()).toEqual([
    ...['AS-DY1101', 'AS-DY1102', 'AS-DY1103', 'AS-DY1104', 'AS-TM2101', 'AS-TM2103', 'AS-TM2104'],
    ...['TS-20431', 'big-sale-45d', 'livestream', 'new-product-launch'],
  ])
  expect(items.filter(({ status }) => status !== 'running')).toEqual([])
  expect(items.filter(({ overdue }) => overdue).map(({ correlationKey }) => correlationKey)).toContain('AS-TM2101')

  const stepsOf = async (role: string, key: string): Promise<string[]> => {
    const { id = '' } = items.find(({ correlationKey }) => correlationKey === key) ?? {}
    const tasks = await shop.api.get<TaskPageBody>(`/tasks?mine=true&runId=${id}`, role)
    return tasks.body.items.map(({ stepId }) => stepId)
  }
  // The money went out for what never came; what was sent back is the warehouse's; one waits for the goods to be looked at.
  expect(await stepsOf('cs-agent', 'AS-DY1103')).toEqual(['rr-follow-up'])
  expect(await stepsOf('warehouse', 'AS-TM2104')).toEqual(['rr-track'])
  expect(await stepsOf('cs-agent', 'AS-DY1102')).toEqual(['rr-evidence'])
})

test('a second start launches nothing', async () => {
  expect(await launchDemoRuns(shop.address)).toBe(0)
  expect((await shop.api.get<RunPageBody>('/runs?limit=100', 'lead')).body.items).toHaveLength(11)
})
