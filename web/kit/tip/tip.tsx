import type { ReactElement } from 'react'
import { Focusable, Tooltip, TooltipTrigger } from 'react-aria-components'
import './tip.css'

/** Words that show on hover and focus of a control and are read with it. */
export function WithTip({ tip, children }: { tip: string; children: ReactElement<Record<string, unknown>, string> }) {
  return (
    <TooltipTrigger delay={250} closeDelay={80}>
      <Focusable>{children}</Focusable>
      <Tooltip className="tip" offset={6}>
        {tip}
      </Tooltip>
    </TooltipTrigger>
  )
}
