import { bannedWords } from '#engine/domain/banned-words.ts'
import { bribeWords } from '#engine/domain/no-bribe.ts'
import type { JsonObject, JsonValue } from '#engine/model/text.ts'
import type { TaskBody } from '../../api/tasks.ts'
import type { LaneStepBody } from '../../api/work.ts'
import { useChoiceWords } from '../../forms/choice-words.ts'
import { Button } from '../../kit/button/button.tsx'
import { tell } from '../../kit/toast/toasts.ts'
import { moneyText } from '../../kit/values/values.tsx'
import { usePick, useText } from '../../text/use-text.ts'

/** Things to say to the buyer at this step, filled in from the case; one tap copies. What may not be said is not offered. */
export function Phrases(props: { task: TaskBody; step: LaneStepBody; values: JsonObject }) {
  const { task, step, values } = props
  const t = useText('work')
  const pick = usePick()
  const words = useChoiceWords()
  if (step.phrases.length === 0) return null
  const known = caseValues(task, step, values, words)
  return (
    <div className="phrases" role="group" aria-label={t('phrases.title')}>
      {step.phrases.map((phrase) => {
        const text = pick(phrase).replace(/\{(\w+)\}/g, (_, name: string) => known[name] ?? '…')
        const refusal = forbidden(text) ? t('phrases.forbidden') : text.includes('…') ? t('phrases.open') : null
        return (
          <Button key={phrase.en} icon="copy" refusal={refusal} onPress={() => copy(text, t('phrases.copied'))}>
            {text}
          </Button>
        )
      })}
    </div>
  )
}

function forbidden(text: string): boolean {
  return bannedWords(text).length > 0 || bribeWords(text).length > 0
}

function copy(text: string, said: string): void {
  navigator.clipboard.writeText(text).then(
    () => tell({ tone: 'good', text: said }),
    () => tell({ tone: 'bad', text }),
  )
}

/** What the case knows, as words: launch fields, earlier answers and what is typed now. */
function caseValues(task: TaskBody, step: LaneStepBody, values: JsonObject, words: (value: string) => string) {
  const before = [...task.case.inputs, ...task.case.earlier.flatMap((earlier) => earlier.values)]
  const now = step.form.map(({ name, type }) => ({ name, type, value: values[name] ?? null }))
  return Object.fromEntries(
    [...before, ...now].flatMap(({ name, type, value }) => {
      const word = wordOf(type, value as JsonValue, words)
      return word === null ? [] : [[name, word]]
    }),
  )
}

function wordOf(type: string, value: JsonValue, words: (value: string) => string): string | null {
  if (value === null || typeof value === 'object') return null
  if (type === 'money' && typeof value === 'number') return moneyText(value)
  if (type === 'datetime' && typeof value === 'string') return value.slice(0, 10)
  return type === 'enum' ? words(String(value)) : String(value)
}
