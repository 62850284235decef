import type { JsonValue } from '../../model/text.ts'
import { valueFailure } from '../expression-failure.ts'
import { equal, isRecord, kindOf, listOf } from '../values.ts'
import type { ExpressionFunction } from './expression-function.ts'

function sizeOf(value: JsonValue): number {
  if (value === null) return 0
  if (typeof value === 'string') return [...value].length
  if (Array.isArray(value)) return value.length
  if (isRecord(value)) return Object.keys(value).length
  throw valueFailure(`size needs a text or a list, got ${kindOf(value)}.`)
}

/** Functions over lists and over values that may be missing. */
export const listFunctions: [string, ExpressionFunction][] = [
  [
    'count',
    {
      parameters: [{ name: 'list', type: 'list' }],
      returns: 'number',
      says: 'How many entries a list has; 0 when there is none yet.',
      call: (values) => listOf(values[0], 'count').length,
    },
  ],
  [
    'size',
    {
      parameters: [{ name: 'value', type: 'any' }],
      returns: 'number',
      says: 'Characters of a text, entries of a list or members of a record; 0 for null.',
      method: true,
      call: (values) => sizeOf(values[0] ?? null),
    },
  ],
  [
    'firstOf',
    {
      parameters: [{ name: 'values', type: 'any', rest: true }],
      returns: 'common',
      says: 'The first value that is there (not null and no empty text); `a ?? b` is the short form.',
      call: (values) => values.find((value) => value !== null && value !== '') ?? null,
    },
  ],
  [
    'hasAll',
    {
      parameters: [
        { name: 'list', type: 'list' },
        { name: 'wanted', type: 'list' },
      ],
      returns: 'bool',
      says: 'Whether every wanted value is in the list.',
      call: (values) => {
        const list = listOf(values[0], 'hasAll')
        return listOf(values[1], 'hasAll').every((wanted) => list.some((value) => equal(value, wanted)))
      },
    },
  ],
  [
    'hasAny',
    {
      parameters: [
        { name: 'list', type: 'list' },
        { name: 'wanted', type: 'list' },
      ],
      returns: 'bool',
      says: 'Whether at least one wanted value is in the list.',
      call: (values) => {
        const list = listOf(values[0], 'hasAny')
        return listOf(values[1], 'hasAny').some((wanted) => list.some((value) => equal(value, wanted)))
      },
    },
  ],
  [
    'distinct',
    {
      parameters: [{ name: 'list', type: 'list' }],
      returns: 'first',
      says: 'The list with every value once, in order of first appearance.',
      call: (values) =>
        listOf(values[0], 'distinct').filter((value, i, all) => all.findIndex((other) => equal(other, value)) === i),
    },
  ],
  [
    'last',
    {
      parameters: [{ name: 'list', type: 'list' }],
      returns: 'entry',
      says: 'The last entry of a list; null when it is empty.',
      call: (values) => listOf(values[0], 'last').at(-1) ?? null,
    },
  ],
  [
    'flatten',
    {
      parameters: [{ name: 'lists', type: 'list' }],
      returns: 'list',
      says: 'One list of the entries of all lists.',
      call: (values) => listOf(values[0], 'flatten').flatMap((value) => listOf(value, 'flatten')),
    },
  ],
]
