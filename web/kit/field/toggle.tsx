import type { ReactNode } from 'react'

/** Yes or no, with its words beside it. */
export function Toggle(props: { value: boolean; onChange: (value: boolean) => void; children: ReactNode }) {
  return (
    <label className="toggle">
      <input type="checkbox" checked={props.value} onChange={(event) => props.onChange(event.target.checked)} />
      <span>{props.children}</span>
    </label>
  )
}
