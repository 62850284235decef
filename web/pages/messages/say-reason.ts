import type { TFunction } from 'i18next'

const known = [
  'ROBOT_OFF',
  'ROBOT_REMOVED',
  'OUTCOME_UNKNOWN',
  'NOT_HTTPS',
  'PRIVATE_ADDRESS',
  'ANSWER_NOT_JSON',
  'ANSWER_TOO_LONG',
  'TIMEOUT',
  'INTERNAL',
] as const

/** What the platforms' own numbers mean to whoever has to mend it. */
const platforms: Readonly<Record<string, 'refused' | 'tooFast' | 'noRobot' | 'keyword' | 'address'>> = {
  'dingtalk 310000': 'refused',
  'dingtalk 130101': 'tooFast',
  'dingtalk 300001': 'noRobot',
  'feishu 19021': 'refused',
  'feishu 19022': 'address',
  'feishu 19024': 'keyword',
  'feishu 19001': 'noRobot',
  'feishu 11232': 'tooFast',
  'wecom 93000': 'noRobot',
  'wecom 45009': 'tooFast',
}

/** Why a message was not sent, in words, and what was said there as it came. */
export function sayReason(error: string, t: TFunction<'messages'>): { words: string; detail: string } {
  const code = known.find((one) => error === one || error.startsWith(`${one}:`))
  if (code !== undefined) return { words: t(`reason.${code}`), detail: error.slice(code.length).replace(/^: /, '') }
  const [platform = ''] = /^(dingtalk|feishu|wecom) -?\d+/.exec(error) ?? []
  if (platform !== '') return { words: t(`reason.platform.${platforms[platform] ?? 'other'}`), detail: error }
  if (/^HTTP \d+$/.test(error)) return { words: t('reason.http'), detail: error }
  if (/ENOTFOUND|EAI_AGAIN/.test(error)) return { words: t('reason.noName'), detail: error }
  if (/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ECONNRESET/.test(error))
    return { words: t('reason.noLine'), detail: error }
  return { words: t('reason.other'), detail: error }
}
