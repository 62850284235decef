import { rule } from './wrong-table.ts'

const photos = 'form: { photos: { title: *t, type: files } }'

rule(
  'a name means one thing',
  [
    {
      name: 'an answer two steps have',
      parts: {
        steps: `- { task: evidence, title: *t, hint: *t, role: operator, ${photos} }
- { task: rr-inspect, title: *t, hint: *t, role: warehouse, ${photos} }
- { task: close, title: *t, hint: *t, role: operator, when: «count(photos) > 0 }`,
      },
      rule: 'AMBIGUOUS_NAME',
      says: 'evidence.photos or rr_inspect.photos',
    },
    {
      name: 'a step and a launch field',
      parts: {
        head: 'launch: { rr_close: { title: *t, type: text } }',
        steps: '- { task: «rr-close, title: *t, hint: *t, role: operator }',
      },
      rule: 'NAME_CLASH',
    },
    {
      name: 'an anchor and another value',
      parts: {
        head: 'launch: { t1: { title: *t, type: datetime }, arrived: { title: *t, type: datetime } }\nanchors: { «t1: arrived }',
      },
      rule: 'NAME_CLASH',
    },
    {
      name: 'a word of the expressions as a field',
      parts: { head: 'launch: { «now: { title: *t, type: datetime } }' },
      rule: 'RESERVED_NAME',
    },
    {
      name: 'a word CEL keeps for itself',
      parts: { head: 'launch: { «package: { title: *t, type: text } }' },
      rule: 'RESERVED_NAME',
    },
    {
      name: 'a set value named params',
      parts: { steps: '- { task: work, title: *t, hint: *t, role: operator, set: { «params: 1 } }' },
      rule: 'RESERVED_NAME',
    },
    {
      name: 'an answer behind a member every step has',
      parts: {
        steps: '- { task: work, title: *t, hint: *t, role: operator, form: { «late: { title: *t, type: bool } } }',
      },
      rule: 'NAME_CLASH',
      severity: 'warning',
    },
  ],
  [
    {
      name: 'an anchor under its own name',
      parts: { head: 'launch: { t0: { title: *t, type: datetime } }\nanchors: { t0: t0 }' },
    },
    {
      name: 'own answers in own rules',
      parts: {
        steps: `- { task: a, title: *t, hint: *t, role: operator, ${photos}, rules: [{ warn: count(photos) > 1, says: *t }] }\n- { task: b, title: *t, hint: *t, role: operator, ${photos}, then: [{ if: count(photos) > 2, notify: ops-lead }] }`,
      },
    },
    {
      name: 'qualified answers',
      parts: {
        steps: `- { task: rr-a, title: *t, hint: *t, role: operator, ${photos} }\n- { task: b, title: *t, hint: *t, role: operator, when: count(rr_a.photos) > 0, ${photos} }`,
      },
    },
    {
      name: 'the business instant is called at',
      parts: {
        steps:
          '- { task: work, title: *t, hint: *t, role: operator, at: at, form: { at: { title: *t, type: datetime } } }',
      },
    },
    {
      name: 'an answer called facts beside facts',
      parts: {
        head: 'launch: { sku: { title: *t, type: sku } }',
        steps:
          '- { task: work, title: *t, hint: *t, role: operator, facts: { similar: { query: similarComplaints24h, with: { sku: sku } } }, when: facts.similar > 3, form: { facts: { title: *t, type: text } } }',
      },
    },
  ],
)
