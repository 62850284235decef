import type { KeyboardEvent } from 'react'

const step: Record<string, [rows: number, columns: number]> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Enter: [1, 0],
}

/**
 * Arrows and Enter go from cell to cell as on a sheet, a digit chooses that entry of a list, Ctrl+D gives a cell's value to the
 * rows below.
 */
export function moveByKeys(
  event: KeyboardEvent<HTMLTableElement>,
  fillDown: (row: number, field: string) => void,
): void {
  const { target } = event
  const cell = target instanceof Element ? target.closest<HTMLElement>('td[data-field]') : null
  if (cell === null || event.nativeEvent.isComposing) return
  const row = Number(cell.dataset['row'])
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'd') {
    event.preventDefault()
    return fillDown(row, cell.dataset['field'] ?? '')
  }
  if (target instanceof HTMLSelectElement && /^[1-9]$/.test(event.key)) return choose(target, Number(event.key))
  const by = step[event.key]
  if (by === undefined || event.ctrlKey || event.metaKey || event.altKey || keepsKey(event)) return
  const back = event.key === 'Enter' && event.shiftKey
  const [rows, columns] = back ? [-1, 0] : by
  const next = event.currentTarget.querySelector<HTMLElement>(
    `td[data-row="${row + rows}"][data-column="${Number(cell.dataset['column']) + columns}"]`,
  )
  if (next === null) return
  event.preventDefault()
  const input = next.querySelector<HTMLElement>('input, select, textarea, a')
  input?.focus()
  if (input instanceof HTMLInputElement && /^(text|url|search)$/.test(input.type)) input.select()
}

function choose(list: HTMLSelectElement, n: number): void {
  const value = [...list.options].filter((one) => one.value !== '')[n - 1]?.value
  if (value === undefined) return
  // React hears only of values that the element's own setter has put there.
  Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value')?.set?.call(list, value)
  list.dispatchEvent(new Event('change', { bubbles: true }))
}

/** Whether the field needs the key itself: the caret moves inside a text, dates count up and down. */
function keepsKey({ key, target }: KeyboardEvent): boolean {
  if (key === 'Enter') return target instanceof HTMLInputElement && target.type === 'file'
  if (target instanceof HTMLTextAreaElement) return key !== 'Enter'
  if (!(target instanceof HTMLInputElement)) return false
  if (/^(date|datetime-local)$/.test(target.type)) return true
  if (key === 'ArrowUp' || key === 'ArrowDown' || /^(file|checkbox)$/.test(target.type)) return false
  const { selectionStart, selectionEnd, value } = target
  const whole = selectionStart === 0 && selectionEnd === value.length
  if (whole) return false
  return key === 'ArrowLeft' ? selectionStart !== 0 : selectionEnd !== value.length
}
