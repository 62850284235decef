import type { ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components'
import './tabs.css'

export interface TabsProps<Id extends string> {
  label: string
  tabs: readonly { id: Id; title: string; count?: number }[]
  selected: Id
  onSelect: (id: Id) => void
  /** What the selected tab shows. */
  children: ReactNode
}

/** A few views of one thing; arrows move between them. */
export function Tabs<Id extends string>({ label, tabs, selected, onSelect, children }: TabsProps<Id>) {
  return (
    <AriaTabs className="tabs" selectedKey={selected} onSelectionChange={(id) => onSelect(id as Id)}>
      <TabList className="tab-list" aria-label={label}>
        {tabs.map(({ id, title, count }) => (
          <Tab key={id} id={id} className="tab">
            {title}
            {count !== undefined && <span className="tab-count">{count}</span>}
          </Tab>
        ))}
      </TabList>
      {/* A panel that is only renamed keeps its old id in the page, and the tab would point at nothing. */}
      <TabPanel key={selected} className="tab-panel" id={selected}>
        {children}
      </TabPanel>
    </AriaTabs>
  )
}
