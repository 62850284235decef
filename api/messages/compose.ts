import { createHash } from 'node:crypto'
import type { MessageContent } from '#db/reads/messages.ts'
import type { House } from '../house.ts'
import type { ShownNotice } from '../show/show-notice.ts'
import { showNotices } from '../show/show-notice.ts'
import type { RobotMessage } from './robot-post.ts'
import type { Mail } from './send-mail.ts'

type Shower = Pick<House, 'plans' | 'names'>

/** One robot message of several people's notices: the same notice is one line with their names. */
export async function robotMessageOf(
  shower: Shower,
  contents: readonly MessageContent[],
  publicUrl: string,
): Promise<RobotMessage> {
  const shown = await showNotices(shower, contents)
  const lines = new Map<string, { notice: ShownNotice; names: string[] }>()
  for (const [index, notice] of shown.entries()) {
    const key = JSON.stringify([notice.runId, notice.taskId, notice.kind, notice.text.zh, notice.at])
    const line = lines.get(key) ?? { notice, names: [] }
    line.names.push(contents[index]?.name ?? '')
    lines.set(key, line)
  }
  const written = [...lines.values()].map(({ notice, names }) => ({
    text: `${notice.text.zh}（${notice.context.zh}） @${names.sort().join(' @')}`,
    link: linkOf(notice, publicUrl),
  }))
  const [first] = [...lines.values()]
  return { title: lines.size === 1 && first ? first.notice.text.zh : `章法：${lines.size} 条提醒`, lines: written }
}

/** One mail of one person's notices, in their language. */
export async function mailOf(shower: Shower, contents: readonly MessageContent[], publicUrl: string): Promise<Mail> {
  const shown = await showNotices(shower, contents)
  const { email: to = '', language = 'zh' } = contents[0] ?? {}
  const lines = shown.map(
    (notice) => `${notice.text[language]}\n${notice.context[language]}\n${linkOf(notice, publicUrl)}`,
  )
  const [first] = shown
  const count = { zh: `章法：${shown.length} 条提醒`, en: `Zhangfa: ${shown.length} notices` }[language]
  const subject = shown.length === 1 && first ? first.text[language] : count
  const mark = createHash('sha256')
    .update(contents.map(({ id }) => id).join(','))
    .digest('hex')
    .slice(0, 32)
  // A subject is one line, whatever somebody wrote in a reason.
  return { to, subject: subject.replace(/\s+/g, ' '), text: lines.join('\n\n'), messageId: `<${mark}@zhangfa>` }
}

function linkOf(notice: Pick<ShownNotice, 'taskId' | 'runId'>, publicUrl: string): string {
  const path = notice.taskId === null ? `/runs/${notice.runId}` : `/tasks/${notice.taskId}`
  return new URL(path, publicUrl).href
}
