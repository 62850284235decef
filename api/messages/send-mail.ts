import { createTransport } from 'nodemailer'
import { NotSent } from './post-webhook.ts'

export interface Mail {
  to: string
  subject: string
  text: string
  /** The same for the same notices, so that a mailbox can tell a second copy. */
  messageId: string
}

/** Hands mails to the house's SMTP server. @throws NotSent */
export type MailSender = (mail: Mail) => Promise<void>

const waitMs = 15_000

/** A sender over an SMTP address such as `smtps://name:password@smtp.example.com`. */
export function mailSender(smtpUrl: string, from: string): MailSender {
  const transport = createTransport(
    {
      url: smtpUrl,
      connectionTimeout: waitMs,
      greetingTimeout: waitMs,
      socketTimeout: waitMs,
      disableFileAccess: true,
    },
    { from },
  )
  return async (mail) => {
    try {
      await transport.sendMail(mail)
    } catch (error) {
      const { command, responseCode, message } = error as Error & { command?: string; responseCode?: number }
      // Without an answer to the text itself it may lie in the mailbox already.
      throw new NotSent(message.slice(0, 300), command === 'DATA' && responseCode === undefined)
    }
  }
}
