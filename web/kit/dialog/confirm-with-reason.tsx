import type { ReactNode } from 'react'
import { useState } from 'react'
import { useText } from '../../text/use-text.ts'
import { Button } from '../button/button.tsx'
import { Field } from '../field/field.tsx'
import { TextInput } from '../field/text-input.tsx'
import { ProblemNote } from '../note/problem-note.tsx'
import { Dialog } from './dialog.tsx'

export interface ConfirmWithReasonProps {
  title: string
  /** What will happen, in full. */
  children?: ReactNode
  /** The word on the button that does it. */
  verb: string
  tone?: 'primary' | 'danger'
  isOpen: boolean
  onClose: () => void
  /** Does it; what it throws is shown in place and the reason stays typed. */
  onConfirm: (reason: string) => Promise<unknown>
  /** An act that needs no words of its own; everything else does. */
  reasonOptional?: boolean
}

/** Asks for the reason of an act that others will read in the history, then does it. */
export function ConfirmWithReason(props: ConfirmWithReasonProps) {
  const { title, children, verb, tone = 'primary', isOpen, onClose, onConfirm, reasonOptional = false } = props
  const t = useText('kit')
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const missing = !reasonOptional && reason.trim() === ''

  async function confirm(): Promise<void> {
    setBusy(true)
    setProblem(null)
    try {
      await onConfirm(reason.trim())
      setReason('')
      onClose()
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }

  const actions = (
    <>
      <Button onPress={onClose}>{t('cancel')}</Button>
      <Button tone={tone} busy={busy} refusal={missing ? t('reason.missing') : null} onPress={() => void confirm()}>
        {verb}
      </Button>
    </>
  )
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose} actions={actions} keep={reason !== ''}>
      {children}
      <Field label={t('reason.label')} hint={t('reason.hint')} required={!reasonOptional}>
        <TextInput lines autoFocus maxLength={2000} value={reason} onChange={setReason} />
      </Field>
      {problem !== null && <ProblemNote problem={problem} />}
    </Dialog>
  )
}
