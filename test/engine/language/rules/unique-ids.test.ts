import { rule } from './wrong-table.ts'

rule(
  'ids are given once',
  [
    {
      name: 'two steps of one id, both lines named',
      parts: {
        steps: `- { task: twice, title: *t, hint: *t, role: operator }
- { task: other, title: *t, hint: *t, role: operator }
- { task: «twice, title: *t, hint: *t, role: operator }`,
      },
      rule: 'DUPLICATE_ID',
      says: "The step 'twice' in line 11 is already in line 9.",
    },
    {
      name: 'two stages of one id',
      parts: {
        tail: `  - stage: «only
    title: *t
    steps: [{ task: more, title: *t, hint: *t, role: operator }]
outcome: [{ else: done }]
outcomes: { done: *t }`,
      },
      rule: 'DUPLICATE_ID',
      says: "The stage 'only'",
    },
  ],
  [
    {
      name: 'one id each',
      parts: {
        steps: `- { task: a, title: *t, hint: *t, role: operator }\n- { task: b, title: *t, hint: *t, role: operator }`,
      },
    },
  ],
)
