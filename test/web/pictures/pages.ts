import type { Page } from 'playwright-core'
import { copiedList, tenReturns } from '../support/returns.ts'
import type { Scene } from './scene.ts'

export type Look = 'zh-desk' | 'en-desk' | 'zh-phone' | 'en-phone'

/** A page that is worth a picture: what it is called, who looks at it, where it is, and how it is shown. */
export interface Pictured {
  name: string
  /** Demo sign-in. */
  as: string
  path: (scene: Scene) => string
  looks: readonly Look[]
  /** What somebody does there before the picture is taken. */
  before?: (page: Page) => Promise<void>
}

const type = async (page: Page, field: string, words: string): Promise<void> =>
  page.locator(`[data-field="${field}"]`).locator('input, textarea').first().fill(words)

/** Every page in docs/pictures. */
export const pictured: readonly Pictured[] = [
  { name: 'inbox', as: 'cs-agent', path: () => '/inbox', looks: ['zh-desk', 'en-desk', 'zh-phone'] },
  {
    name: 'task',
    as: 'cs-agent',
    path: ({ task }) => `/tasks/${encodeURIComponent(task)}`,
    looks: ['zh-desk', 'en-desk', 'zh-phone'],
    before: async (page) => {
      await type(page, 'buyer_words', '杯子碎了，盒子是瘪的')
      await page.locator('.task-work .panel').nth(1).waitFor()
    },
  },
  {
    name: 'paste',
    as: 'cs-agent',
    path: () => '/paste',
    looks: ['zh-desk'],
    before: async (page) => {
      await page.locator('select').last().selectOption('douyin-shop')
      await page.locator('textarea').fill(copiedList(tenReturns.slice(0, 6)))
      await page.locator('table .tag').first().waitFor()
    },
  },
  { name: 'board', as: 'lead', path: () => '/runs', looks: ['zh-desk', 'en-desk'] },
  { name: 'stages', as: 'lead', path: () => '/runs?view=stages&sopId=return-refund', looks: ['zh-desk'] },
  {
    name: 'timeline',
    as: 'lead',
    path: ({ sale }) => `/runs/${sale}?view=timeline`,
    looks: ['zh-desk', 'zh-phone'],
    before: async (page) => page.getByRole('tablist').evaluate((tabs) => tabs.scrollIntoView({ block: 'start' })),
  },
  { name: 'diagram', as: 'lead', path: ({ paidRun }) => `/runs/${paidRun}?view=diagram`, looks: ['zh-desk'] },
  {
    name: 'live',
    as: 'live-operator',
    path: ({ stream }) => `/live/${stream}`,
    looks: ['zh-desk', 'en-desk', 'zh-phone'],
  },
  { name: 'host', as: 'host', path: ({ stream }) => `/live/${stream}/host`, looks: ['zh-desk'] },
  { name: 'history', as: 'auditor', path: ({ paidRun }) => `/audit/runs/${paidRun}`, looks: ['zh-desk', 'en-desk'] },
  {
    name: 'playbook',
    as: 'lead',
    path: () => '/playbooks/return-refund/1.0.0',
    looks: ['zh-desk', 'en-phone'],
  },
  { name: 'report', as: 'lead', path: () => '/runs/report', looks: ['en-desk'] },
  { name: 'handover', as: 'warehouse', path: () => '/handover', looks: ['zh-desk'] },
  { name: 'messages', as: 'cs-agent', path: () => '/messages', looks: ['zh-desk'] },
]
