import { useState } from 'react'
import type { NewErasure } from '../../api/personal-data.ts'
import { askErasure } from '../../api/personal-data.ts'
import { queryClient } from '../../api/query-client.ts'
import { ConfirmWithReason } from '../../kit/dialog/confirm-with-reason.tsx'
import { Field } from '../../kit/field/field.tsx'
import { Select } from '../../kit/field/select.tsx'
import { useText } from '../../text/use-text.ts'

const scopes = ['run', 'order', 'buyer'] as const
const bases = ['consentWithdrawn', 'purposeEnded', 'serviceEnded', 'unlawful', 'otherLaw'] as const

/** Asks that personal data be erased: of this case, its order or its buyer, and on what ground. */
export function AskErasure({ runId, onClose }: { runId: string; onClose: () => void }) {
  const t = useText('personal')
  const [scope, setScope] = useState<NewErasure['scope']>('order')
  const [legalBasis, setLegalBasis] = useState<NewErasure['legalBasis']>('consentWithdrawn')
  return (
    <ConfirmWithReason
      title={t('askTitle')}
      verb={t('askVerb')}
      isOpen
      onClose={onClose}
      onConfirm={async (reason) => {
        await askErasure(runId, { scope, legalBasis, reason })
        await queryClient.invalidateQueries({ queryKey: ['erasures'] })
      }}
    >
      <p>{t('askText')}</p>
      <Field label={t('scope.label')}>
        <Select
          value={scope}
          onChange={(value) => setScope(scopes.find((one) => one === value) ?? 'run')}
          choices={scopes.map((value) => ({ value, label: t(`scope.${value}`) }))}
        />
      </Field>
      <Field label={t('basis.label')}>
        <Select
          value={legalBasis}
          onChange={(value) => setLegalBasis(bases.find((one) => one === value) ?? 'otherLaw')}
          choices={bases.map((value) => ({ value, label: t(`basis.${value}`) }))}
        />
      </Field>
    </ConfirmWithReason>
  )
}
