import type { Text } from '../model/text.ts'
import { formatClock } from '../time/clock.ts'
import { formatDay } from '../time/day.ts'
import { localTimeOf } from '../time/zone.ts'

/** What a notice tells of: facts of its event, names already looked up. */
export interface NoticeFacts {
  /** Type of the event. */
  notice: string
  step: Text | null
  run: Text
  correlationKey: string | null
  actor: string | null
  reason: string | null
  /** Text of a remark. */
  remark: string | null
  dueAt: string | null
  /** Rung of the ladder (R-ESC.n). */
  level: number | null
  /** Who it was handed to. */
  to: { name: string | null; isReader: boolean } | null
  returned: boolean
  zone: string
}

/** The sentence of a notice in both languages, the same in the page, in a chat and in a mail. */
export function noticeText(facts: NoticeFacts): Text {
  const say = sentences[facts.notice] ?? sentences['notice.sent']!
  return { zh: say.zh(wordsOf(facts, 'zh')), en: say.en(wordsOf(facts, 'en')) }
}

/** What the notice belongs to: playbook and case. */
export function noticeContext({ run, correlationKey }: NoticeFacts): Text {
  const more = correlationKey === null ? '' : ` · ${correlationKey}`
  return { zh: run.zh + more, en: run.en + more }
}

interface Words extends Omit<NoticeFacts, 'step' | 'run' | 'actor' | 'dueAt' | 'to'> {
  step: string
  run: string
  who: string
  due: string
  to: string
  isReader: boolean
  because: string
}

type Sentence = Record<'zh' | 'en', (words: Words) => string>

const sentences: Record<string, Sentence> = {
  'step.opened': { zh: ({ step }) => `新任务：${step}`, en: ({ step }) => `New task: ${step}` },
  'step.assigned': {
    zh: ({ who, step, to, isReader }) => (isReader ? `${who}把「${step}」交给了你` : `${who}把「${step}」转给了${to}`),
    en: ({ who, step, to, isReader }) =>
      isReader ? `${who} handed “${step}” over to you` : `${who} handed “${step}” over to ${to}`,
  },
  'step.reminded': {
    zh: ({ step, due }) => `「${step}」将于 ${due} 到期`,
    en: ({ step, due }) => `“${step}” is due at ${due}`,
  },
  'step.nudged': {
    zh: ({ who, step }) => `${who}催你处理「${step}」`,
    en: ({ who, step }) => `${who} asks for “${step}”`,
  },
  'step.overdue': {
    zh: ({ step, due }) => `「${step}」已超时（应于 ${due} 完成）`,
    en: ({ step, due }) => `“${step}” is overdue since ${due}`,
  },
  'step.escalated': {
    zh: ({ step, level }) => (level === 2 ? `「${step}」超时，已升级给上级处理` : `「${step}」仍未完成，请关注`),
    en: ({ step, level }) =>
      level === 2 ? `“${step}” is overdue and has gone to the superior` : `“${step}” is still not done`,
  },
  'approval.opened': { zh: ({ step }) => `「${step}」等待审批`, en: ({ step }) => `“${step}” waits for approval` },
  'approval.rejected': {
    zh: ({ who, step, returned, because }) => `${who}${returned ? '退回' : '驳回'}了「${step}」${because}`,
    en: ({ who, step, returned, because }) => `${who} ${returned ? 'returned' : 'rejected'} “${step}”${because}`,
  },
  'comment.added': {
    zh: ({ who, remark }) => `${who}提到了你：${remark ?? ''}`,
    en: ({ who, remark }) => `${who} mentioned you: ${remark ?? ''}`,
  },
  'incident.raised': {
    zh: ({ step }) => `「${step}」遇到问题，需要处理`,
    en: ({ step }) => `“${step}” ran into a problem and needs you`,
  },
  'notice.sent': { zh: ({ step }) => `请留意「${step}」`, en: ({ step }) => `Please note “${step}”` },
  'run.cancelled': {
    zh: ({ who, run, because }) => `${who}取消了「${run}」${because}`,
    en: ({ who, run, because }) => `${who} cancelled “${run}”${because}`,
  },
}

function wordsOf(facts: NoticeFacts, language: 'zh' | 'en'): Words {
  const { step, run, actor, dueAt, to, reason, zone } = facts
  const colon = language === 'zh' ? '：' : ': '
  return {
    ...facts,
    step: (step ?? run)[language],
    run: run[language],
    who: actor ?? (language === 'zh' ? '系统' : 'The system'),
    due: dueAt === null ? '—' : localText(dueAt, zone),
    to: to?.name ?? (language === 'zh' ? '同事' : 'a colleague'),
    isReader: to?.isReader === true,
    because: reason === null || reason === '' ? '' : colon + reason,
  }
}

/** `03-10 18:00`, by the store's clock. */
function localText(instant: string, zone: string): string {
  const { dayNumber, msOfDay } = localTimeOf(Date.parse(instant), zone)
  return `${formatDay(dayNumber).slice(5)} ${formatClock(msOfDay)}`
}
