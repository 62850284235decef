import { ExpressionFailure } from '../../expression/expression-failure.ts'
import { compileExpression } from '../../expression/program.ts'
import type { Compiling, ExpressionUse } from '../compiling.ts'
import { report } from '../compiling.ts'
import { inferType, moneyHint } from '../typing/infer-type.ts'
import { checkWords } from '../typing/infer-operator.ts'
import { isZero } from '../typing/typing.ts'
import type { Typing } from '../typing/typing.ts'
import type { ValueType } from '../typing/value-type.ts'
import { anyType, commonType, isText, typeName } from '../typing/value-type.ts'

/**
 * EXPR_TYPE, EXPR_ARGUMENTS, UNKNOWN_WORD, UNKNOWN_FIELD, UNKNOWN_PARAMETER, UNKNOWN_FACT: every expression is worked through
 * with what is known of its values, and its result compared with what is needed there.
 */
export function expressionTypes(c: Compiling): void {
  const setValue = setValues(c)
  for (const use of c.uses) {
    const typing = typingOf(c, use, setValue, (rule, message, hint) => report(c, rule, use.path, message, hint ?? ''))
    const program = compileExpression(c.cache, use.source)
    if (program instanceof ExpressionFailure) continue
    const type = inferType(typing, program.root)
    if (fits(type, use.expects) || (use.expects.kind === 'money' && isZero(program.root)))
      checkWords(typing, use.expects, type)
    else
      typing.complain(
        'EXPR_TYPE',
        `Here ${typeName(use.expects)} is needed, but the expression gives ${typeName(type)}.`,
        moneyHint(type, use.expects),
      )
  }
}

function typingOf(
  c: Compiling,
  use: ExpressionUse,
  setValue: Typing['setValue'],
  complain: Typing['complain'],
): Typing {
  return {
    source: use.source,
    names: c.names,
    functions: c.cache.functions,
    scope: use.scope,
    bound: new Map(),
    setValue,
    complain,
  }
}

/** Types of values only `set:` knows: what their first setting gives; a value set from itself stays open. */
function setValues(c: Compiling): (name: string) => ValueType {
  const known = new Map<string, ValueType>()
  const typeOf = (name: string): ValueType => {
    const ready = known.get(name)
    if (ready !== undefined) return ready
    known.set(name, anyType)
    const types = c.uses
      .filter((use) => use.path[use.path.length - 1] === name && use.path[use.path.length - 2] === 'set')
      .map((use) => {
        const program = compileExpression(c.cache, use.source)
        return program instanceof ExpressionFailure
          ? anyType
          : inferType(
              typingOf(c, use, typeOf, () => undefined),
              program.root,
            )
      })
    const type = types.length === 0 ? anyType : types.reduce((a, b) => commonType(a, b) ?? anyType)
    known.set(name, widened(type))
    return known.get(name) ?? anyType
  }
  return typeOf
}

/** A value set to written words is declared by them. */
function widened(type: ValueType): ValueType {
  if (type.kind === 'null') return anyType
  return type.kind === 'enum' && type.written === true ? { kind: 'enum', of: type.of } : type
}

function fits(type: ValueType, expected: ValueType): boolean {
  if (type.kind === 'any' || type.kind === 'null' || expected.kind === 'any') return true
  switch (expected.kind) {
    case 'text':
    case 'enum':
    case 'clock':
    case 'duration':
      return isText(type)
    case 'instant':
      return type.kind === 'instant' || type.kind === 'day' || type.kind === 'text'
    case 'list':
      return type.kind === 'list'
    default:
      return type.kind === expected.kind
  }
}
