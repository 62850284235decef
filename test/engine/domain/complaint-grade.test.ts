import { describe, expect, it } from 'vitest'
import {
  complaintGrade,
  complaintGrades,
  complaintSources,
  gradeAfterRounds,
  gradeRank,
} from '#engine/domain/complaint-grade.ts'
import type { ComplaintCase, ComplaintGrade } from '#engine/domain/complaint-grade.ts'
import { complaintOwner } from '#engine/domain/complaint-owner.ts'

const limits = { similar: 10, sameOrder: 2, rounds: 2 }
const usual: ComplaintCase = {
  source: 'chat',
  safety_risk: false,
  similar_24h: 0,
  complaints_same_order: 1,
  grade_floor: null,
  current_grade: null,
  failed_rounds: 0,
}

describe('B4-T1 grades', () => {
  it.each<[Partial<ComplaintCase>, ComplaintGrade]>([
    [{}, 'L1'],
    [{ source: 'phone' }, 'L1'],
    [{ source: 'review' }, 'L2'],
    [{ complaints_same_order: 2 }, 'L2'],
    [{ source: 'platform' }, 'L3'], // SC-06
    [{ source: 'authority' }, 'L3'],
    [{ source: 'rights_holder' }, 'L3'],
    [{ source: 'media' }, 'L4'],
    [{ safety_risk: true }, 'L4'],
    [{ similar_24h: 9 }, 'L1'],
    [{ similar_24h: 10 }, 'L4'],
    [{ source: 'platform', safety_risk: true }, 'L4'],
    [{ source: 'review', complaints_same_order: 5 }, 'L2'],
    [{ grade_floor: 'L2' }, 'L2'],
    [{ source: 'media', grade_floor: 'L2' }, 'L4'],
    [{ grade_floor: 'L4' }, 'L4'],
    [{ current_grade: 'L1', failed_rounds: 1 }, 'L1'],
    [{ current_grade: 'L1', failed_rounds: 2 }, 'L2'],
    [{ current_grade: 'L2', failed_rounds: 2 }, 'L3'],
    [{ current_grade: 'L3', failed_rounds: 2 }, 'L3'],
    [{ current_grade: 'L2', failed_rounds: 0 }, 'L2'], // never lowered by itself
  ])('%j: %s', (change, grade) => {
    expect(complaintGrade({ ...usual, ...change }, limits)).toBe(grade)
  })

  it('hits exactly one grade for every combination', () => {
    let count = 0
    for (const source of complaintSources)
      for (const safety_risk of [false, true])
        for (const similar_24h of [0, 9, 10])
          for (const complaints_same_order of [1, 2])
            for (const grade_floor of [null, ...complaintGrades])
              for (const current_grade of [null, ...complaintGrades])
                for (const failed_rounds of [0, 1, 2]) {
                  count += 1
                  const failed = failed_rounds >= 2
                  const l4 =
                    safety_risk ||
                    source === 'media' ||
                    similar_24h >= 10 ||
                    grade_floor === 'L4' ||
                    current_grade === 'L4'
                  const l3 =
                    ['platform', 'authority', 'rights_holder'].includes(source) ||
                    grade_floor === 'L3' ||
                    current_grade === 'L3' ||
                    (current_grade === 'L2' && failed)
                  const l2 =
                    source === 'review' ||
                    complaints_same_order >= 2 ||
                    grade_floor === 'L2' ||
                    current_grade === 'L2' ||
                    (current_grade === 'L1' && failed)
                  const rows = [
                    l4 ? 'L4' : '',
                    l3 && !l4 ? 'L3' : '',
                    l2 && !l3 && !l4 ? 'L2' : '',
                    !l2 && !l3 && !l4 ? 'L1' : '',
                  ].filter((row) => row !== '')
                  const given = {
                    source,
                    safety_risk,
                    similar_24h,
                    complaints_same_order,
                    grade_floor,
                    current_grade,
                    failed_rounds,
                  }
                  expect(rows).toEqual([complaintGrade(given, limits)])
                }
    expect(count).toBe(7 * 2 * 3 * 2 * 5 * 5 * 3)
  })

  it('raises by failed rounds up to L3 only', () => {
    expect(complaintGrades.map((grade) => gradeAfterRounds(grade, 2, 2))).toEqual(['L2', 'L3', 'L3', 'L4'])
    expect(complaintGrades.map((grade) => gradeAfterRounds(grade, 1, 2))).toEqual(['L1', 'L2', 'L3', 'L4'])
    expect(complaintGrades.map(gradeRank)).toEqual([1, 2, 3, 4])
  })
})

describe('B4-T1 owners', () => {
  it.each([
    ['L1', 'chat', { owner: 'complaint-handler', with: [], agrees: [], informed: [] }],
    ['L2', 'review', { owner: 'complaint-handler', with: [], agrees: ['cs-lead'], informed: [] }],
    ['L3', 'platform', { owner: 'cs-lead', with: [], agrees: [], informed: ['store-manager'] }],
    ['L3', 'rights_holder', { owner: 'cs-lead', with: ['compliance'], agrees: [], informed: ['store-manager'] }],
    ['L4', 'media', { owner: 'store-manager', with: ['spokesperson'], agrees: [], informed: [] }],
    ['L4', 'rights_holder', { owner: 'store-manager', with: ['spokesperson', 'compliance'], agrees: [], informed: [] }],
  ] as const)('%s from %s', (grade, source, owner) => {
    expect(complaintOwner(grade, source)).toEqual(owner)
  })
})
