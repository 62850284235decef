import type { z } from 'zod'
import type { MessageChoiceTable } from '#db/schema/message-choice.ts'
import { readMessageChoice, saveMessageChoice } from '#db/writes/keep-messages.ts'
import { MessageChoice, MessageChoiceRequest } from '../contract/messages.ts'
import type { House, Route } from '../house.ts'
import { problems } from './answers.ts'

/** GET and PUT /message-choice: over which ways, when and in which language the caller is sent messages. */
export const messageChoice: Route = (app, house) => {
  const url = '/api/v1/message-choice'
  app.route({
    method: 'GET',
    url,
    config: { right: 'oneself' },
    schema: { tags: ['messages'], summary: 'What I am sent', response: { 200: MessageChoice, ...problems } },
    handler: async (request) => chosen(house, request.caller.personId),
  })
  app.route({
    method: 'PUT',
    url,
    config: { right: 'oneself' },
    schema: {
      tags: ['messages'],
      summary: 'Choose what I am sent',
      body: MessageChoiceRequest,
      response: { 200: MessageChoice, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const { quiet, muted, ...choice } = request.body
        const { personId } = request.caller
        await saveMessageChoice(house.deps.db, {
          personId,
          ...choice,
          quietFrom: quiet?.from ?? null,
          quietTo: quiet?.to ?? null,
          quietZone: quiet?.zone ?? null,
          mailMuted: muted?.mail ?? [],
          robotMuted: muted?.robot ?? [],
        })
        return { status: 200, body: await chosen(house, personId) }
      }),
  })
}

async function chosen(house: House, personId: string): Promise<z.infer<typeof MessageChoice>> {
  const kept = await readMessageChoice(house.deps.db, personId)
  const { mail, robot, language, digestMinutes, quietFrom, quietTo, quietZone, mailMuted, robotMuted } =
    kept ?? byDefault
  const quiet = quietFrom !== null && quietTo !== null ? { from: quietFrom, to: quietTo, zone: quietZone } : null
  const muted = { mail: mailMuted, robot: robotMuted }
  return { mail, robot, language, digestMinutes, quiet, muted, mailAvailable: house.messages.mail !== null }
}

const byDefault: Omit<MessageChoiceTable, 'personId'> = {
  mail: false,
  robot: true,
  language: 'zh',
  digestMinutes: 15,
  quietFrom: null,
  quietTo: null,
  quietZone: null,
  mailMuted: [],
  robotMuted: [],
}
