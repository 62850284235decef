import { useEffect, useRef, useState } from 'react'
import {
  Autocomplete,
  Dialog,
  Input,
  Menu,
  MenuItem,
  Modal,
  ModalOverlay,
  SearchField,
  useFilter,
} from 'react-aria-components'
import { KeyHint } from '../kit/key-hint/key-hint.tsx'
import { tell } from '../kit/toast/toasts.ts'
import { useText } from '../text/use-text.ts'
import { useAllActions } from './actions.ts'
import './palette.css'

/** Everything that can be done now, found by typing a part of its name. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const t = useText('shell')
  const actions = useAllActions()
  const { contains } = useFilter({ sensitivity: 'base' })
  // What is on offer changes with the page behind; the list stays what it was when it was opened.
  const [offered] = useState(() => [...new Map(actions.map((action) => [action.id, action])).values()])
  const chosen = useRef<(() => void) | null>(null)
  useEffect(() => () => chosen.current?.(), [])
  return (
    <ModalOverlay className="dialog-veil palette-veil" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="palette">
        <Dialog className="palette-dialog" aria-label={t('palette.title')}>
          <Autocomplete filter={contains}>
            <SearchField aria-label={t('palette.title')} autoFocus className="palette-search">
              <Input className="input" placeholder={t('palette.hint')} />
            </SearchField>
            <Menu
              className="palette-list"
              items={offered}
              renderEmptyState={() => <p className="palette-none">{t('palette.none')}</p>}
              onAction={(id) => {
                const action = offered.find((one) => one.id === id)
                if (action?.refusal) return tell({ tone: 'info', text: action.refusal })
                chosen.current = action?.run ?? null
                onClose()
              }}
            >
              {(action) => (
                <MenuItem id={action.id} textValue={action.label} className="palette-item">
                  <span>
                    {action.label}
                    {action.refusal && <small>{action.refusal}</small>}
                  </span>
                  {action.keys !== undefined && <KeyHint keys={action.keys} />}
                </MenuItem>
              )}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
