import { tell } from '../kit/toast/toasts.ts'
import type { Action } from './actions.ts'
import { allActions } from './actions.ts'

const sequenceMs = 1_200
let before: { chord: string; at: number } | null = null

/** Listens for the keys of all actions on offer. @returns stops listening. */
export function listenForKeys(): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || event.key === 'Process') return
    const chord = chordOf(event)
    const typing = isTyping(event.target)
    const inDialog = document.querySelector('[role="dialog"]') !== null
    const found = actionFor(chord, typing || inDialog)
    if (found === undefined) {
      before = typing ? null : { chord, at: Date.now() }
      return
    }
    before = null
    event.preventDefault()
    if (found.refusal) tell({ tone: 'info', text: found.refusal })
    else found.run()
  }
  document.addEventListener('keydown', onKey)
  return () => document.removeEventListener('keydown', onKey)
}

function actionFor(chord: string, busyElsewhere: boolean): Action | undefined {
  const wanted = [chord]
  if (before !== null && Date.now() - before.at < sequenceMs) wanted.unshift(`${before.chord} ${chord}`)
  const offered = allActions().toReversed()
  for (const keys of wanted) {
    const action = offered.find((one) => one.keys?.toLowerCase() === keys)
    if (action && (!busyElsewhere || action.whileTyping === true)) return action
  }
  return undefined
}

function chordOf(event: KeyboardEvent): string {
  const key = event.key === ' ' ? 'space' : event.key.toLowerCase()
  const mod = event.metaKey || event.ctrlKey ? 'mod+' : ''
  const alt = event.altKey ? 'alt+' : ''
  // A shifted letter is its own key; a shifted sign, such as ?, is that sign.
  const shift = event.shiftKey && (key.length > 1 || /[a-z]/.test(key)) ? 'shift+' : ''
  return `${mod}${alt}${shift}${key}`
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  // A choice that is ticked takes no text: its page's keys still work there.
  if (target instanceof HTMLInputElement && /^(radio|checkbox|file)$/.test(target.type)) return false
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
}
