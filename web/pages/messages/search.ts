import type { OutboxState } from '../../api/messages.ts'

/** What the address of the messages says. */
export interface MessagesSearch {
  unread?: true
}

/** Reads the address; what is unknown is left out. */
export function readMessagesSearch({ unread }: Record<string, unknown>): MessagesSearch {
  return unread === true || unread === 'true' ? { unread: true } : {}
}

export const outboxStates: readonly OutboxState[] = ['failed', 'waiting', 'sent']

/** What the address of the outbox says; without a state it shows what failed. */
export interface OutboxSearch {
  state?: OutboxState
}

/** Reads the address; what is unknown is left out. */
export function readOutboxSearch({ state }: Record<string, unknown>): OutboxSearch {
  const known = outboxStates.find((one) => one === state)
  return known === undefined ? {} : { state: known }
}
