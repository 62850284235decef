import type { Parameter } from '../model/plan.ts'
import type { JsonValue } from '../model/text.ts'
import { parseClock } from '../time/clock.ts'
import { parseDuration } from '../time/duration.ts'

const whole = (value: JsonValue) => typeof value === 'number' && Number.isSafeInteger(value)

/** What a store may put in place of a playbook's own number: what is wrong with a value, or null. Money is fen. */
export function refuseParameterValue({ name, type, value: own }: Parameter, value: JsonValue): string | null {
  const holds = checks[type](value, own)
  return holds
    ? null
    : `${name} takes ${needs[type]}; ${JSON.stringify(value)} is none. Write one like ${JSON.stringify(own)}.`
}

const checks: Record<Parameter['type'], (value: JsonValue, own: JsonValue) => boolean> = {
  int: (value) => whole(value) && (value as number) >= 0,
  decimal: (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0,
  money: (value) => whole(value) && (value as number) >= 0,
  percent: (value) => typeof value === 'number' && value >= 0 && value <= 1000,
  duration: (value) => typeof value === 'string' && parseDuration(value, 'refused').ok,
  clock: (value) => typeof value === 'string' && parseClock(value).ok,
  text: (value) => typeof value === 'string' && value.length > 0 && value.length <= 500,
  bool: (value) => typeof value === 'boolean',
  list: (value, own) => Array.isArray(value) && value.length <= 200 && value.every((entry) => sameKind(entry, own)),
  record: (value, own) => sameMembers(value, own),
}

const needs: Record<Parameter['type'], string> = {
  int: 'a whole number from 0',
  decimal: 'a number from 0',
  money: 'an amount in fen from 0',
  percent: 'a percentage from 0 to 1000',
  duration: 'a length of time such as 24h or 3wd',
  clock: 'a clock time such as 18:00',
  text: 'a text of at most 500 characters',
  bool: 'true or false',
  list: 'a list whose entries are like its own',
  record: 'a record with the same members',
}

function sameKind(entry: JsonValue, own: JsonValue): boolean {
  const [first] = Array.isArray(own) ? own : []
  return first === undefined || typeof entry === typeof first
}

function sameMembers(value: JsonValue, own: JsonValue): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  if (typeof own !== 'object' || own === null || Array.isArray(own)) return false
  const names = Object.keys(own)
  const given = value
  return Object.keys(given).length === names.length && names.every((name) => typeof given[name] === typeof own[name])
}
