import { complaintGrade, complaintGrades, complaintSources, gradeAfterRounds, gradeRank } from './complaint-grade.ts'
import { complaintOwner } from './complaint-owner.ts'
import { define } from './function-definition.ts'
import type { DomainFunction } from './function-definition.ts'
import { superior, superiorChain } from './superior.ts'

const source = { name: 'source', type: 'text', of: complaintSources } as const
const grade = { name: 'grade', type: 'text', of: complaintGrades } as const

/** Complaints and who answers for them: B4-T1, R-SUP. */
export const peopleFunctions: readonly DomainFunction[] = [
  define({
    name: 'complaintGrade',
    rule: 'B4-T1',
    parameters: [
      {
        name: 'case',
        type: 'map',
        fields: [
          source,
          { name: 'safety_risk', type: 'bool', optional: true },
          { name: 'similar_24h', type: 'int', optional: true },
          { name: 'complaints_same_order', type: 'int', optional: true },
          { name: 'grade_floor', type: 'text', of: complaintGrades, optional: true },
          { name: 'current_grade', type: 'text', of: complaintGrades, optional: true },
          { name: 'failed_rounds', type: 'int', optional: true },
        ],
      },
      { name: 'similar_limit', type: 'int' },
      { name: 'same_order_limit', type: 'int' },
      { name: 'round_limit', type: 'int' },
    ],
    returns: 'text',
    run: (v) =>
      complaintGrade(
        {
          ...v.case,
          safety_risk: v.case.safety_risk ?? false,
          similar_24h: v.case.similar_24h ?? 0,
          complaints_same_order: v.case.complaints_same_order ?? 1,
          failed_rounds: v.case.failed_rounds ?? 0,
        },
        { similar: v.similar_limit, sameOrder: v.same_order_limit, rounds: v.round_limit },
      ),
  }),
  define({
    name: 'gradeAfterRounds',
    rule: 'ce-negotiate',
    parameters: [grade, { name: 'failed_rounds', type: 'int' }, { name: 'round_limit', type: 'int' }],
    returns: 'text',
    run: (v) => gradeAfterRounds(v.grade, v.failed_rounds, v.round_limit),
  }),
  define({ name: 'gradeRank', rule: 'B4-T1', parameters: [grade], returns: 'int', run: (v) => gradeRank(v.grade) }),
  define({
    name: 'complaintOwner',
    rule: 'B4-T1',
    parameters: [grade, source],
    returns: 'map',
    members: ['owner', 'with', 'agrees', 'informed'],
    run: (v) => complaintOwner(v.grade, v.source),
  }),
  define({
    name: 'superior',
    rule: 'R-SUP',
    parameters: [{ name: 'role', type: 'text' }],
    returns: 'text',
    nullable: true,
    run: (v) => superior(v.role),
  }),
  define({
    name: 'superiorChain',
    rule: 'R-SUP',
    parameters: [{ name: 'role', type: 'text' }],
    returns: 'list',
    run: (v) => superiorChain(v.role),
  }),
]
