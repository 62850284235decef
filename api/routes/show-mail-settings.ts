import { MailSettings } from '../contract/messages.ts'
import { demandAnywhere } from '../door/access.ts'
import type { Route } from '../house.ts'
import { problems } from './answers.ts'

/** GET /mail-settings: the mail server and the address links lead to, as the house was started with; no secrets. */
export const showMailSettings: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/mail-settings',
    config: { right: 'message.manage' },
    schema: { tags: ['messages'], summary: 'Mail settings', response: { 200: MailSettings, ...problems } },
    handler: async (request) => {
      demandAnywhere(request, 'message.manage')
      const { mail, publicUrl } = house.messages
      return { mail, publicUrl }
    },
  })
}
