import { bannedWords } from '../../domain/banned-words.ts'
import { bribeWords } from '../../domain/no-bribe.ts'
import type { Compiling } from '../compiling.ts'
import { report } from '../compiling.ts'
import { formOf } from '../names.ts'
import { didYouMean } from '../suggest.ts'

const placeholder = /\{(\w+)\}/g

/** UNKNOWN_FIELD, BANNED_WORDS (R-BANNED, R-NO-BRIBE): a phrase names no field of the case, or says what nobody may say. */
export function phrases(c: Compiling): void {
  const fields = new Set([
    ...Object.keys(c.document.launch ?? {}),
    ...c.steps.flatMap((step) => Object.keys(formOf(step))),
  ])
  for (const { document, path } of c.steps)
    for (const [at, phrase] of (document.phrases ?? []).entries())
      for (const language of ['zh', 'en'] as const) {
        const place = [...path, 'phrases', at, language]
        const text = phrase[language]
        for (const [, name = ''] of text.matchAll(placeholder))
          if (!fields.has(name))
            report(c, 'UNKNOWN_FIELD', place, `The case has no field '${name}'.`, didYouMean(name, [...fields]))
        const banned = [...bannedWords(text), ...bribeWords(text)]
        if (banned.length > 0)
          report(
            c,
            'BANNED_WORDS',
            place,
            `What is said to customers must not hold ${banned.join(', ')}.`,
            'Say it plainly.',
          )
      }
}
