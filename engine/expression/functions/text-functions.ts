import type { JsonValue } from '../../model/text.ts'
import { valueFailure } from '../expression-failure.ts'
import { kindOf, textOf } from '../values.ts'
import type { ExpressionFunction } from './expression-function.ts'
import { like } from './like.ts'

const part = (
  name: string,
  says: string,
  of: (text: string, wanted: string) => boolean,
): [string, ExpressionFunction] => [
  name,
  {
    parameters: [
      { name: 'text', type: 'text' },
      { name: 'part', type: 'text' },
    ],
    returns: 'bool',
    says,
    method: true,
    call: (values) => (values[0] ?? null) !== null && of(textOf(values[0], name), textOf(values[1], name)),
  },
]

function asText(value: JsonValue): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw valueFailure(`string needs a text, a number or a yes/no, got ${kindOf(value)}.`)
}

/** Functions over texts. */
export const textFunctions: [string, ExpressionFunction][] = [
  part('contains', 'Whether a text contains another; false while there is no text.', (text, wanted) =>
    text.includes(wanted),
  ),
  part('startsWith', 'Whether a text begins with another.', (text, wanted) => text.startsWith(wanted)),
  part('endsWith', 'Whether a text ends with another.', (text, wanted) => text.endsWith(wanted)),
  [
    'like',
    {
      parameters: [
        { name: 'text', type: 'text' },
        { name: 'pattern', type: 'text' },
      ],
      returns: 'bool',
      says: 'Whether a text contains a match of an RE2 pattern (linear time); false while there is no text.',
      call: like,
    },
  ],
  [
    'trim',
    {
      parameters: [{ name: 'text', type: 'text' }],
      returns: 'text',
      says: 'The text without spaces at both ends.',
      method: true,
      call: (values) => textOf(values[0], 'trim').trim(),
    },
  ],
  [
    'lower',
    {
      parameters: [{ name: 'text', type: 'text' }],
      returns: 'text',
      says: 'The text in small letters.',
      method: true,
      call: (values) => textOf(values[0], 'lower').toLowerCase(),
    },
  ],
  [
    'string',
    {
      parameters: [{ name: 'value', type: 'any' }],
      returns: 'text',
      says: 'A number or a yes/no as a text.',
      call: (values) => asText(values[0] ?? null),
    },
  ],
]
