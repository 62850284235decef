import { createHmac } from 'node:crypto'
import type { RobotKind } from '#db/schema/robot.ts'
import { NotSent, postWebhook } from './post-webhook.ts'

/** A robot with its address and secret in the clear. */
export interface OpenRobot {
  kind: RobotKind
  url: string
  secret: string | null
}

/** A message of one or several notices; lines are plain text, each with its link. */
export interface RobotMessage {
  title: string
  lines: { text: string; link: string }[]
}

/** What a robot is sent: its address, perhaps signed, and a body in its own form. */
export function robotPost(robot: OpenRobot, message: RobotMessage, nowMs: number): { url: string; body: unknown } {
  return posts[robot.kind](robot, message, nowMs)
}

const posts: Record<
  RobotKind,
  (robot: OpenRobot, message: RobotMessage, nowMs: number) => { url: string; body: unknown }
> = {
  // Signed in the address: the secret is the key, and milliseconds and secret are what is signed.
  dingtalk: ({ url, secret }, { title, lines }, nowMs) => {
    const signed = new URL(url)
    if (secret !== null) {
      signed.searchParams.set('timestamp', String(nowMs))
      signed.searchParams.set('sign', hmac(secret, `${nowMs}\n${secret}`))
    }
    return {
      url: signed.href,
      body: { msgtype: 'markdown', markdown: { title, text: markdown(title, lines, 18_000) } },
    }
  },
  // Signed in the body: seconds and secret are the key, and nothing is signed.
  feishu: ({ url, secret }, { title, lines }, nowMs) => {
    const timestamp = String(Math.floor(nowMs / 1_000))
    const content = lines.map(({ text, link }) => [
      { tag: 'text', text: `${text} ` },
      { tag: 'a', text: '查看', href: link },
    ])
    return {
      url,
      body: {
        ...(secret === null ? {} : { timestamp, sign: hmac(`${timestamp}\n${secret}`, '') }),
        msg_type: 'post',
        content: { post: { zh_cn: { title, content } } },
      },
    }
  },
  // Not signed: the key in the address is the secret.
  wecom: ({ url }, { title, lines }) => ({
    url,
    body: { msgtype: 'markdown', markdown: { content: markdown(title, lines, 4_000) } },
  }),
}

/** Sends a message; a robot that answers 200 with an error in its body has sent nothing. @throws NotSent */
export async function sendToRobot(
  robot: OpenRobot,
  message: RobotMessage,
  nowMs: number,
  allowInner: boolean,
): Promise<void> {
  const { url, body } = robotPost(robot, message, nowMs)
  const answer = (await postWebhook(url, body, allowInner)) as Record<string, unknown> | null
  const code = robot.kind === 'feishu' ? (answer?.['code'] ?? answer?.['StatusCode']) : answer?.['errcode']
  if (code === 0) return
  const said = [answer?.['errmsg'], answer?.['msg']].find((text) => typeof text === 'string') ?? ''
  throw new NotSent(`${robot.kind} ${String(code)}: ${said}`.slice(0, 300))
}

function hmac(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64')
}

/** As many lines as fit, each a link; what people typed cannot form a link of its own. */
function markdown(title: string, lines: RobotMessage['lines'], mostBytes: number): string {
  const whole = [`**${plain(title)}**`]
  let bytes = Buffer.byteLength(whole[0] ?? '')
  for (const [index, { text, link }] of lines.entries()) {
    const line = `- ${plain(text)} [查看](${link})`
    bytes += Buffer.byteLength(line) + 2
    if (bytes > mostBytes - 40) return [...whole, `…（另有 ${lines.length - index} 条）`].join('\n\n')
    whole.push(line)
  }
  return whole.join('\n\n')
}

const signs: Record<string, string> = {
  '[': '［',
  ']': '］',
  '<': '＜',
  '>': '＞',
  '*': '＊',
  '`': "'",
  _: '＿',
  '#': '＃',
}

function plain(text: string): string {
  return text.replace(/[[\]<>*`_#]/g, (sign) => signs[sign] ?? sign).replace(/\s+/g, ' ')
}
