import type { ExpressionFunction, FunctionParameter } from '../expression/functions/expression-function.ts'
import { functionTable, languageFunctions } from '../expression/functions/function-table.ts'

const kinds: Record<string, string> = {
  same: 'as its values',
  second: 'as its second value',
  common: 'as its values',
  first: 'as its list',
  entry: 'an entry of the list',
  any: 'anything',
  bool: 'true/false',
}

/** The reference page of every function an expression may call (docs/functions.md). */
export function functionsPage(): string {
  const own = languageFunctions.map(([name]) => name)
  const trade = [...functionTable()].filter(([name]) => !own.includes(name))
  return [
    '# Functions of expressions',
    '',
    'Written by `npx tsx cli/write-reference.ts` from the code; do not edit. Money is fen, percent a number in percent, values in',
    '[brackets] may be left out or null. Loops over lists: `list.all(x, …)`, `.exists`, `.exists_one`, `.filter`, `.map(x, …)`.',
    '`has(x)` asks whether a value is there.',
    '',
    '## Of the language',
    '',
    '| function | gives | says |',
    '|---|---|---|',
    ...languageFunctions.map(([name, known]) => `| ${call(name, known)} | ${gives(known)} | ${known.says} |`),
    '',
    '## Rules of the trade',
    '',
    '| function | gives | rule |',
    '|---|---|---|',
    ...trade.map(([name, known]) => `| ${call(name, known)} | ${gives(known)} | ${known.rule ?? ''} |`),
    '',
  ].join('\n')
}

function call(name: string, known: ExpressionFunction): string {
  return `\`${name}(${known.parameters.map(shown).join(', ')})\``
}

function shown(parameter: FunctionParameter): string {
  const fields = parameter.fields === undefined ? '' : ` {${parameter.fields.map(shown).join(', ')}}`
  const of = parameter.of === undefined ? parameter.type : parameter.of.join('/')
  const text = `${parameter.name}: ${of}${fields}${parameter.rest === true ? ' …' : ''}`
  return parameter.optional === true ? `[${text}]` : text
}

function gives(known: ExpressionFunction): string {
  const kind = kinds[known.returns] ?? known.returns
  return known.members === undefined ? kind : `${kind} of ${known.members.map((member) => `\`${member}\``).join(', ')}`
}
