import { evaluate } from '../expression/evaluate.ts'
import { ExpressionFailure } from '../expression/expression-failure.ts'
import type { Node } from '../expression/node.ts'
import { children } from '../expression/node.ts'
import { compileExpression } from '../expression/program.ts'
import type { JsonObject, JsonValue } from '../model/text.ts'
import type { Compiling } from './compiling.ts'
import type { NameScope } from './name-scope.ts'
import { nameType } from './typing/name-type.ts'
import type { Typing } from './typing/typing.ts'
import type { ValueType } from './typing/value-type.ts'
import { anyType } from './typing/value-type.ts'

/** A value with few possibilities that conditions hang on: `method`, `rr_inspect.grade`. */
interface Input {
  name: string
  words: readonly JsonValue[]
}

/** How many combinations are looked at; beyond that nothing is claimed. */
export const mostCombinations = 4096

/** What a condition is for one combination: `unknown` when it hangs on values that are not enumerated. */
export type Truth = 'yes' | 'no' | 'unknown'

/**
 * Every combination of the enum and yes/no values some conditions read, as scopes; null when there are too many, or when
 * `onlyWhole` is asked for and the conditions read something else as well.
 */
export function combinations(
  c: Compiling,
  conditions: readonly string[],
  scope: NameScope,
  onlyWhole = false,
): JsonObject[] | null {
  const inputs = new Map<string, Input>()
  const required = requiredAtLaunch(c)
  let whole = true
  for (const source of conditions) {
    const program = compileExpression(c.cache, source)
    if (program instanceof ExpressionFailure) return null
    whole = gather(typingOf(c, scope, source), program.root, required, inputs) && whole
  }
  if (onlyWhole && !whole) return null
  let scopes: JsonObject[] = [{}]
  for (const input of inputs.values()) {
    if (scopes.length * input.words.length > mostCombinations) return null
    scopes = scopes.flatMap((base) => input.words.map((word) => withValue(base, input.name, word)))
  }
  return scopes
}

function requiredAtLaunch(c: Compiling): Set<string> {
  const launch = Object.entries(c.document.launch ?? {})
  return new Set(launch.filter(([, field]) => field.required ?? field.if === undefined).map(([name]) => name))
}

/** Whether a condition holds in a combination. */
export function truthIn(c: Compiling, source: string, scope: JsonObject): Truth {
  const result = evaluate(c.cache, source, scope)
  if (!result.ok) return 'unknown'
  return result.value === true ? 'yes' : 'no'
}

function typingOf(c: Compiling, scope: NameScope, source: string): Typing {
  const { names, cache } = c
  return {
    source,
    names,
    functions: cache.functions,
    scope,
    bound: new Map(),
    setValue: () => anyType,
    complain: () => undefined,
  }
}

/** Collects enumerable values below a node; false when something else is read as well. */
function gather(t: Typing, node: Node, required: ReadonlySet<string>, inputs: Map<string, Input>): boolean {
  const name = node.op === 'id' ? node.args : memberName(node)
  if (name !== null) {
    const words = possibilities(typeOf(t, node))
    if (words === null) return false
    // A value may not be there yet, unless the launch asks for it.
    inputs.set(name, { name, words: required.has(name) ? words : [...words, null] })
    return true
  }
  if (node.op === 'call') {
    node.args[1].forEach((child) => gather(t, child, required, inputs))
    return false
  }
  return children(node)
    .map((child) => gather(t, child, required, inputs))
    .every(Boolean)
}

function memberName(node: Node): string | null {
  return node.op === '.' && node.args[0].op === 'id' ? `${node.args[0].args}.${node.args[1]}` : null
}

function typeOf(t: Typing, node: Node): ValueType {
  if (node.op === 'id') return nameType(t, node.args)
  if (node.op !== '.' || node.args[0].op !== 'id') return anyType
  const owner = nameType(t, node.args[0].args)
  return owner.kind === 'record' ? (owner.members?.get(node.args[1]) ?? anyType) : anyType
}

function possibilities(type: ValueType): readonly JsonValue[] | null {
  if (type.kind === 'bool') return [true, false]
  return type.kind === 'enum' ? type.of : null
}

function withValue(base: JsonObject, name: string, value: JsonValue): JsonObject {
  const [owner, member] = name.split('.')
  if (owner === undefined || member === undefined) return { ...base, [name]: value }
  return { ...base, [owner]: { ...(base[owner] as JsonObject | undefined), [member]: value } }
}
