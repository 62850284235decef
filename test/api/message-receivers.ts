import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A chat robot's side: keeps what came and answers as told. */
export interface RobotReceiver {
  url: string
  received: { url: string; body: Record<string, unknown> }[]
  /**
   * Bodies of the next answers, one each; after them `{errcode: 0, code: 0}`. `null` = hangs up without an answer, a promise =
   * answers once it is kept.
   */
  answers: (object | null | Promise<object>)[]
  close(): Promise<void>
}

export async function robotReceiver(): Promise<RobotReceiver> {
  const received: RobotReceiver['received'] = []
  const answers: RobotReceiver['answers'] = []
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString()))
    request.on('end', () => {
      received.push({ url: request.url ?? '', body: JSON.parse(text) as Record<string, unknown> })
      const told = answers.length > 0 ? answers.shift() : { errcode: 0, code: 0 }
      void Promise.resolve(told).then((answer) => {
        if (answer === null) return void request.socket.destroy()
        response.setHeader('content-type', 'application/json').end(JSON.stringify(answer))
      })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return { url: `http://127.0.0.1:${port}/robot/send?access_token=abc`, received, answers, close }
}

/** A mail server that keeps what it is handed. */
export interface MailReceiver {
  url: string
  received: { to: string[]; text: string }[]
  close(): Promise<void>
}

export async function mailReceiver(): Promise<MailReceiver> {
  const received: MailReceiver['received'] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      let text = ''
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
      stream.on('end', () => {
        received.push({ to: session.envelope.rcptTo.map(({ address }) => address), text })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return { url: `smtp://127.0.0.1:${port}`, received, close }
}
