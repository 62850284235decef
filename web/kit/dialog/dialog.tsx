import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useText } from '../../text/use-text.ts'
import { Button } from '../button/button.tsx'
import './dialog.css'

export interface DialogProps {
  title: string
  isOpen: boolean
  onClose: () => void
  children: ReactNode
  /** Buttons at the foot, the one that does it last. */
  actions?: ReactNode
  wide?: boolean
  /** What was typed would be lost: a tap outside does not close it. */
  keep?: boolean
}

/** A sheet over the page that holds the focus until it is closed; from the bottom on phones. */
export function Dialog({ title, isOpen, onClose, children, actions, wide = false, keep = false }: DialogProps) {
  const t = useText('kit')
  return (
    <ModalOverlay
      className="dialog-veil"
      isOpen={isOpen}
      isDismissable={!keep}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <Modal className={wide ? 'dialog-sheet dialog-wide' : 'dialog-sheet'}>
        <AriaDialog className="dialog">
          <header className="dialog-head">
            <Heading slot="title">{title}</Heading>
            <Button tone="quiet" icon="cross" label={t('close')} onPress={onClose} />
          </header>
          <div className="dialog-body">{children}</div>
          {actions !== undefined && <footer className="dialog-foot">{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
