import type { z } from 'zod'
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
    schema: { tags: ['messages'], summary: 'What I am sent', response: { 200: MessageChoice, ...problems } },
    handler: async (request) => chosen(house, request.caller.personId),
  })
  app.route({
    method: 'PUT',
    url,
    schema: {
      tags: ['messages'],
      summary: 'Choose what I am sent',
      body: MessageChoiceRequest,
      response: { 200: MessageChoice, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const { quiet, ...choice } = request.body
        const { personId } = request.caller
        const quietHours = { quietFrom: quiet?.from ?? null, quietTo: quiet?.to ?? null }
        await saveMessageChoice(house.deps.db, { personId, ...choice, ...quietHours })
        return { status: 200, body: await chosen(house, personId) }
      }),
  })
}

async function chosen(house: House, personId: string): Promise<z.infer<typeof MessageChoice>> {
  const kept = await readMessageChoice(house.deps.db, personId)
  const { mail, robot, language, digestMinutes } = kept ?? byDefault
  const quiet =
    kept && kept.quietFrom !== null && kept.quietTo !== null ? { from: kept.quietFrom, to: kept.quietTo } : null
  return { mail, robot, language, digestMinutes, quiet, mailAvailable: house.messages.mailAvailable }
}

const byDefault = { mail: false, robot: true, language: 'zh', digestMinutes: 15 } as const
