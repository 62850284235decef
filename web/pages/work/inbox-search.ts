import type { TaskFilter } from '../../api/tasks.ts'

export const inboxTabs = ['mine', 'taken', 'free', 'all'] as const
export type InboxTab = (typeof inboxTabs)[number]

/** What the address of the inbox says; a link to it shows everybody the same choice. */
export interface InboxSearch {
  tab?: InboxTab
  role?: string
  sop?: string
  overdue?: true
}

/** Reads the address; what is unknown is left out. */
export function readInboxSearch(search: Record<string, unknown>): InboxSearch {
  const tab = inboxTabs.find((id) => id === search['tab'])
  const { role, sop, overdue } = search
  return {
    ...(tab === undefined || tab === 'mine' ? {} : { tab }),
    ...(typeof role === 'string' && role !== '' ? { role } : {}),
    ...(typeof sop === 'string' && sop !== '' ? { sop } : {}),
    ...(overdue === true || overdue === 'true' ? { overdue: true as const } : {}),
  }
}

/** The same as the API asks for it. */
export function filterOf({ tab = 'mine', role, sop, overdue }: InboxSearch, storeId: string | null): TaskFilter {
  return {
    ...(tab === 'all' ? {} : { mine: true }),
    ...(tab === 'taken' ? { taken: true } : {}),
    ...(tab === 'free' ? { taken: false } : {}),
    ...(storeId === null ? {} : { storeId }),
    ...(role === undefined ? {} : { role }),
    ...(sop === undefined ? {} : { sopId: sop }),
    ...(overdue === undefined ? {} : { overdue }),
  }
}
