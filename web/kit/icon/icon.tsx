import './icon.css'
import { paths } from './icon-paths.ts'

export type IconName = keyof typeof paths

/** A line drawing of 20 px beside words; it says nothing by itself, so a control that shows nothing else needs a label. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" viewBox="0 0 20 20" width={size} height={size} aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  )
}
