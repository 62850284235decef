import type { PlaybookDocument } from './document/playbook-document.ts'
import type { FormDocument } from './document/form-document.ts'
import { parameterTypes } from './document/playbook-document.ts'
import { factType } from './fact-type.ts'
import { fieldValueType } from './field-type.ts'
import type { FlatStep } from './flatten-steps.ts'
import type { ValueType } from './typing/value-type.ts'
import {
  anyType,
  boolType,
  instantType,
  listType,
  numberType,
  openRecord,
  recordType,
  textType,
} from './typing/value-type.ts'

/** Every name a playbook declares. */
export interface Names {
  /** Names read without a step before them, with their type; null when it follows from what is `set`. */
  readonly bare: ReadonlyMap<string, ValueType | null>
  /** Answers that several forms have, with the ways to tell them apart. */
  readonly ambiguous: ReadonlyMap<string, readonly string[]>
  readonly stepsById: ReadonlyMap<string, FlatStep>
  readonly stepsByName: ReadonlyMap<string, FlatStep>
  readonly parameters: ReadonlyMap<string, ValueType>
  readonly facts: ReadonlyMap<string, ValueType>
  readonly anchors: ReadonlySet<string>
}

/** Names every run has, beside what its playbook declares. */
export const houseNames: ReadonlyMap<string, ValueType> = new Map<string, ValueType>([
  ['now', instantType],
  ['launchedAt', instantType],
  ['lateStart', boolType],
  [
    'actor',
    recordType([
      ['personId', textType],
      ['roles', listType(textType)],
    ]),
  ],
  ['calendar', openRecord],
  ['counters', openRecord],
  ['inputs', openRecord],
])

/** What may be read of any step, beside its answers. */
export const stepMembers: ReadonlyMap<string, ValueType> = new Map<string, ValueType>([
  ...(['done', 'skipped', 'late', 'open'] as const).map((name) => [name, boolType] as const),
  ...(['completedAt', 'openedAt', 'dueAt', 'at', 'revisedAt', 'blockedAt'] as const).map(
    (name) => [name, instantType] as const,
  ),
  ...(['visit', 'attempt', 'overdue', 'planned'] as const).map((name) => [name, numberType] as const),
  ...(['completedBy', 'role'] as const).map((name) => [name, textType] as const),
  ['approvals', listType(openRecord)],
])

/** The form of a step: its answers, or what it decides or yields. */
export function formOf(step: FlatStep): FormDocument {
  return { ...step.document.form, ...step.document.results }
}

/** Fields of a step as its `rows` and its own members show them. */
export function answersType(step: FlatStep): [string, ValueType][] {
  return Object.entries(formOf(step)).map(([name, field]) => [name, fieldValueType(field)])
}

/** The record `step_id` stands for. */
export function stepRecord(step: FlatStep): ValueType {
  const answers = answersType(step)
  const rows = listType(recordType([['item', anyType], ['at', instantType], ...answers]))
  const row: [string, ValueType][] = step.kind === 'decision' ? [['row', textType]] : []
  return recordType([...stepMembers, ['rows', rows], ...row, ...answers])
}

/**
 * Gathers the names of a playbook. Launch fields, results of decisions and `set:` values are bare; an answer is so when exactly
 * one step has it and no launch field is named so.
 */
export function namesOf(document: PlaybookDocument, steps: readonly FlatStep[]): Names {
  const launch = document.launch ?? {}
  const holders = new Map<string, FlatStep[]>()
  for (const step of steps)
    for (const name of Object.keys(formOf(step))) holders.set(name, [...(holders.get(name) ?? []), step])
  const bare = new Map<string, ValueType | null>()
  const ambiguous = new Map<string, string[]>()
  for (const name of setNames(steps)) bare.set(name, null)
  for (const [name, owners] of holders) {
    if (name === 'facts') continue
    const field = owners[0] === undefined ? undefined : formOf(owners[0])[name]
    if (owners.length === 1 && field !== undefined) bare.set(name, fieldValueType(field))
    else if (!bare.has(name))
      ambiguous.set(
        name,
        owners.map((step) => `${step.name}.${name}`),
      )
    else if (field !== undefined) bare.set(name, fieldValueType(field))
  }
  for (const [name, field] of Object.entries(launch)) {
    bare.set(name, fieldValueType(field))
    ambiguous.delete(name)
  }
  return {
    bare,
    ambiguous,
    stepsById: new Map(steps.map((step) => [step.id, step])),
    stepsByName: new Map(steps.map((step) => [step.name, step])),
    parameters: parametersOf(document),
    facts: factsOf(document, steps),
    anchors: new Set(Object.keys(document.anchors ?? {})),
  }
}

function setNames(steps: readonly FlatStep[]): Set<string> {
  const names = new Set<string>()
  for (const { document } of steps)
    for (const values of [document.set, ...(document.then ?? []).map((branch) => branch.set)])
      for (const name of Object.keys(values ?? {})) names.add(name)
  return names
}

/** Facts by name; one asked by different queries in different steps can be either. */
function factsOf(document: PlaybookDocument, steps: readonly FlatStep[]): Map<string, ValueType> {
  const asked = new Map<string, string>()
  const types = new Map<string, ValueType>()
  for (const facts of [document.launch_facts ?? {}, ...steps.map((step) => step.document.facts ?? {})])
    for (const [name, { query }] of Object.entries(facts)) {
      types.set(name, (asked.get(name) ?? query) === query ? factType(query) : anyType)
      asked.set(name, query)
    }
  return types
}

function parametersOf(document: PlaybookDocument): Map<string, ValueType> {
  return new Map(
    Object.entries(document.params ?? {}).map(([name, parameter]) => {
      const type = parameterTypes.find((kind) => parameter[kind] !== undefined)
      return [name, parameterType(type)]
    }),
  )
}

function parameterType(type: (typeof parameterTypes)[number] | undefined): ValueType {
  switch (type) {
    case 'int':
    case 'decimal':
    case 'percent':
      return numberType
    case 'money':
      return { kind: 'money' }
    case 'bool':
      return boolType
    case 'text':
      return textType
    case 'clock':
      return { kind: 'clock' }
    case 'duration':
      return { kind: 'duration' }
    case 'list':
      return listType(anyType)
    case 'record':
    case undefined:
      return openRecord
  }
}
