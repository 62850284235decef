import { parse, stringify } from 'yaml'
import { compilePlaybook, isError } from '#engine/language/compile-playbook.ts'
import type { Plan } from '#engine/model/plan.ts'

type Yaml = { [key: string]: unknown }

const kinds = ['task', 'approval', 'decision', 'automation', 'wait', 'cue', 'milestone']

/**
 * A playbook of one stage around `steps` (a YAML list); `head` gives or replaces keys at its top. Texts a person would read
 * are filled in where they are missing: they are not what such a test is about. Throws with every finding that is an error.
 */
export function playbook(steps: string, head = ''): Plan {
  const { plan, findings } = compilePlaybook(playbookText(steps, head))
  const errors = findings.filter(isError)
  if (plan === null || errors.length > 0) throw new Error(errors.map((item) => JSON.stringify(item)).join('\n'))
  return plan
}

/** The text `playbook` compiles. */
export function playbookText(steps: string, head = ''): string {
  const document: Yaml = {
    sop: 'small-work',
    version: '1.0.0',
    title: text('small work'),
    purpose: text('shows one pattern'),
    starts: ['operator'],
    outcome: [{ else: 'done' }],
    outcomes: { done: text('done') },
    ...(parse(head) as Yaml | null),
  }
  for (const form of [document['launch'], document['params']]) titled(form)
  document['stages'] = [{ stage: 'all', title: text('all'), steps: (parse(steps) as Yaml[]).map(filled) }]
  return stringify(document)
}

function filled(step: Yaml): Yaml {
  for (const block of ['parallel', 'sequence'])
    if (Array.isArray(step[block])) return { [block]: (step[block] as Yaml[]).map(filled) }
  const id = kinds.map((kind) => step[kind]).find((name) => typeof name === 'string') ?? 'step'
  titled(step['form'])
  titled(step['results'])
  return { title: text(id), hint: text(id), ...step }
}

function titled(fields: unknown): void {
  for (const [name, field] of Object.entries((fields ?? {}) as Record<string, Yaml>)) {
    field['title'] ??= text(name)
    titled(field['columns'])
  }
}

function text(words: string) {
  return { zh: words, en: words }
}
