import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type {
  MailSettings,
  MessageChoice,
  MessageChoiceRequest,
  MessagePage,
  Resent,
  ResentAll,
  Robot,
  RobotChangeRequest,
  RobotList,
  RobotRequest,
  RobotTest,
} from '#api/contract/messages.ts'
import type { NotificationPage, ReadRequest, Unread } from '#api/contract/notifications.ts'
import { read, write } from './ask.ts'
import { queryClient } from './query-client.ts'

type NoticePageBody = z.infer<typeof NotificationPage>
export type NoticeBody = NoticePageBody['items'][number]
export type ChoiceBody = z.infer<typeof MessageChoice>
export type ChosenBody = z.infer<typeof MessageChoiceRequest>
export type RobotBody = z.infer<typeof Robot>
export type NewRobot = z.infer<typeof RobotRequest>
export type RobotChange = z.infer<typeof RobotChangeRequest>
export type RobotAnswer = z.infer<typeof RobotTest>
export type MessageBody = z.infer<typeof MessagePage>['items'][number]

/** Where a message of the outbox stands. */
export type OutboxState = 'waiting' | 'sent' | 'failed'

const newest = 8

/** The newest notices, unread ones first, and how many are unread; the stream says when there are more. */
export const newestNoticesQuery = queryOptions({
  queryKey: ['notices', 'newest'],
  queryFn: ({ signal }) => read<NoticePageBody>('/notifications', { limit: newest }, signal),
})

/** Everything the reader was told, unread first, page by page. */
export const noticesQuery = (unread: boolean) =>
  infiniteQueryOptions({
    queryKey: ['notices', 'all', unread],
    queryFn: ({ signal, pageParam }) =>
      read<NoticePageBody>('/notifications', { unread, limit: 50, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })

/** Marks notices as read and shows them so. */
export async function readNotices(which: z.infer<typeof ReadRequest>): Promise<void> {
  await write<z.infer<typeof Unread>>('/notifications/read', { body: which })
  await queryClient.invalidateQueries({ queryKey: ['notices'] })
}

/** What the reader wants to be sent besides the notices in the page. */
export const choiceQuery = queryOptions({
  queryKey: ['message-choice'],
  queryFn: ({ signal }) => read<ChoiceBody>('/message-choice', {}, signal),
})

/** The chat robots of a store. */
export const robotsQuery = (storeId: string) =>
  queryOptions({
    queryKey: ['robots', storeId],
    queryFn: ({ signal }) => read<z.infer<typeof RobotList>>(`/stores/${storeId}/robots`, {}, signal),
    enabled: storeId !== '',
  })

/** How the house sends mail, as it was started. */
export const mailSettingsQuery = queryOptions({
  queryKey: ['mail-settings'],
  queryFn: ({ signal }) => read<z.infer<typeof MailSettings>>('/mail-settings', {}, signal),
})

const outboxLookMs = 5_000

/** The outbox of the stores the reader manages, newest first; nobody announces its changes, so it is looked at while it is shown. */
export const outboxQuery = (filter: { state: OutboxState; storeId?: string }) =>
  infiniteQueryOptions({
    queryKey: ['outbox', filter],
    queryFn: ({ signal, pageParam }) =>
      read<z.infer<typeof MessagePage>>('/messages', { ...filter, limit: 50, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: outboxLookMs,
  })

export const saveChoice = (body: ChosenBody) => write<ChoiceBody>('/message-choice', { method: 'PUT', body })
export const addRobot = (storeId: string, body: NewRobot) => write<RobotBody>(`/stores/${storeId}/robots`, { body })
export const changeRobot = (id: string, body: RobotChange) => write<RobotBody>(`/robots/${id}`, { method: 'PUT', body })
export const removeRobot = (id: string) => write<RobotBody>(`/robots/${id}`, { method: 'DELETE' })
export const testRobot = (id: string) => write<RobotAnswer>(`/robots/${id}/test`, { body: {} })
export const resendMessage = (id: string) => write<z.infer<typeof Resent>>(`/messages/${id}/resend`)
export const resendMessages = (body: { storeId?: string; alsoUnknown: boolean }) =>
  write<z.infer<typeof ResentAll>>('/messages/resend', { body })
