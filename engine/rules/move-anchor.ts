import type { MoveAnchor } from '../model/command.ts'
import type { Refusal } from '../model/refusal.ts'
import type { JsonObject } from '../model/text.ts'
import { textOrNull } from '../run/evaluate-or-throw.ts'
import { replan } from '../run/replan.ts'
import type { Recorder } from '../run/recorder.ts'
import { scopeOf } from '../run/scope.ts'
import { parseInstant } from '../time/instant.ts'
import { refuseNonSteering } from './people.ts'
import { refuse, refuseEnding } from './refuse.ts'

/** Why the anchor may not be moved. Codes: RUN_CLOSED, NOT_ALLOWED, ANCHOR_UNKNOWN, INVALID_ANSWER. */
export function refuseMoveAnchor(turn: Recorder, command: MoveAnchor): Refusal | null {
  const run = turn.run
  const anchors = turn.context.plan.anchors.map((item) => item.name)
  if (!anchors.includes(command.anchor)) {
    return refuse('ANCHOR_UNKNOWN', `${run.sop} has no anchor "${command.anchor}"; it has ${anchors.join(', ')}.`, {
      anchors,
    })
  }
  if (!parseInstant(command.to).ok) {
    return refuse(
      'INVALID_ANSWER',
      `"${command.to}" is not an instant that exists; write it as 2027-03-18T20:30:00+08:00.`,
      { to: command.to },
    )
  }
  return refuseEnding(run) ?? refuseNonSteering(run, turn.context.actor, 'move the anchor of')
}

/** Moves an anchor by a person's command. */
export function moveAnchorByHand(turn: Recorder, command: MoveAnchor): void {
  const to = parseInstant(command.to)
  if (to.ok) moveAnchor(turn, command.anchor, to.value, command.reason, true)
}

/** Moves an anchor and those counted from it; every date that hangs on them is planned again, each change an event. */
export function moveAnchor(turn: Recorder, name: string, to: string | null, cause: string, byHand = false): void {
  const old = turn.run.anchors[name] ?? null
  if (old === to) return
  const before = turn.run
  const body = { type: 'anchor.moved' as const, data: { anchor: name, old, new: to, cause } satisfies JsonObject }
  if (byHand) turn.emit(body)
  else turn.emitSystem(body)
  followers(turn, name)
  replan(turn, before, `anchor ${name} moved`)
}

/** Anchors whose expression reads another anchor by name move with it. */
function followers(turn: Recorder, moved: string): void {
  for (const anchor of turn.context.plan.anchors) {
    if (anchor.name === moved || !new RegExp(`(^|[^A-Za-z0-9_.])${moved}([^A-Za-z0-9_]|$)`).test(anchor.at)) continue
    const next = textOrNull(turn.context, anchor.at, scopeOf(turn.context, turn.run))
    const old = turn.run.anchors[anchor.name] ?? null
    if (old !== next)
      turn.emitSystem({
        type: 'anchor.moved',
        data: { anchor: anchor.name, old, new: next, cause: `follows ${moved}` },
      })
  }
}
