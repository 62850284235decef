import type { JsonValue } from '../../model/text.ts'
import { valueFailure } from '../expression-failure.ts'
import { finite, listOf, numberOf } from '../values.ts'
import type { ExpressionFunction } from './expression-function.ts'

/** Removes the dust of binary fractions, so that 28.499999999999996 counts as 28.5. */
function clean(value: number): number {
  return Number(value.toPrecision(14))
}

/** Half up: 2.5 → 3, -2.5 → -2; the catalogue's rounding of money to a fen. */
export function roundHalfUp(value: number): number {
  return Math.floor(clean(value) + 0.5) + 0
}

const one = (
  name: string,
  says: string,
  of: (value: number) => number,
  returns = 'same',
): [string, ExpressionFunction] => [
  name,
  {
    parameters: [{ name: 'value', type: 'number' }],
    returns,
    says,
    call: (values) => finite(of(numberOf(values[0], name)), name),
  },
]

/** The numbers of `sum(1, 2)`, `sum([1, 2])` alike. */
function numbersOf(values: JsonValue[], name: string): number[] {
  const list =
    values.length === 1 && (Array.isArray(values[0]) || values[0] === null) ? listOf(values[0], name) : values
  return list.map((value) => numberOf(value, name))
}

function extreme(name: 'min' | 'max', says: string): [string, ExpressionFunction] {
  return [
    name,
    {
      parameters: [{ name: 'values', type: 'number', rest: true }],
      returns: 'same',
      says,
      call: (values) => {
        const numbers = numbersOf(values, name)
        if (numbers.length === 0) throw valueFailure(`${name} needs at least one number.`)
        return numbers.reduce((a, b) => (name === 'min' ? Math.min(a, b) : Math.max(a, b)))
      },
    },
  ]
}

/** Functions over numbers and money. */
export const numberFunctions: [string, ExpressionFunction][] = [
  one('ceil', 'The next whole number upwards; quantities are rounded so.', (value) => Math.ceil(clean(value)) + 0),
  one('floor', 'The next whole number downwards.', (value) => Math.floor(clean(value))),
  one('round', 'The nearest whole number, half up; amounts of money are rounded so, to a fen.', roundHalfUp),
  one('abs', 'The number without its sign.', Math.abs),
  extreme('min', 'The smallest of the numbers, or of a list of numbers.'),
  extreme('max', 'The largest of the numbers, or of a list of numbers.'),
  [
    'sum',
    {
      parameters: [{ name: 'values', type: 'number', rest: true }],
      returns: 'same',
      says: 'The sum of the numbers, or of a list of numbers; 0 for an empty list.',
      call: (values) => finite(clean(numbersOf(values, 'sum').reduce((a, b) => a + b, 0)), 'sum'),
    },
  ],
  [
    'yuan',
    {
      parameters: [{ name: 'amount', type: 'number' }],
      returns: 'money',
      says: 'An amount of money written in yuan: yuan(50.00).',
      call: (values) => roundHalfUp(numberOf(values[0], 'yuan') * 100),
    },
  ],
  [
    'percentOf',
    {
      parameters: [
        { name: 'percent', type: 'percent' },
        { name: 'amount', type: 'number' },
      ],
      returns: 'second',
      says: 'So many percent of an amount, rounded half up: percentOf(20, item_paid).',
      call: (values) => roundHalfUp((numberOf(values[0], 'percentOf') * numberOf(values[1], 'percentOf')) / 100),
    },
  ],
  [
    'double',
    {
      parameters: [{ name: 'value', type: 'any' }],
      returns: 'number',
      says: 'A text or an amount as a bare number.',
      call: (values) => asNumber(values[0] ?? null, 'double'),
    },
  ],
  [
    'int',
    {
      parameters: [{ name: 'value', type: 'any' }],
      returns: 'number',
      says: 'A text or an amount as a bare whole number, the fraction cut off.',
      call: (values) => Math.trunc(asNumber(values[0] ?? null, 'int')) + 0,
    },
  ],
]

function asNumber(value: JsonValue, name: string): number {
  if (typeof value === 'string' && /^-?\d{1,15}(\.\d{1,10})?$/.test(value)) return Number(value)
  return numberOf(value, name)
}
