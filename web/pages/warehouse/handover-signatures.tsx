import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { HandoverBody, HandoverPart } from '../../api/warehouse.ts'
import { handoverQuery, signHandover } from '../../api/warehouse.ts'
import { Button } from '../../kit/button/button.tsx'
import { Note } from '../../kit/note/note.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Panel } from '../../kit/page/panel.tsx'
import { TimeText } from '../../kit/time/time-text.tsx'
import { useText } from '../../text/use-text.ts'
import { refusalWords } from '../work/refusal-words.ts'

/** Who hands over and who takes over: two persons, one text. */
export function HandoverSignatures({ sheet }: { sheet: HandoverBody }) {
  const t = useText('warehouse')
  const sign = useSign(sheet)
  return (
    <Panel title={t('sign.title')}>
      {sheet.state !== 'frozen' && <p>{t('sign.text')}</p>}
      {sign.problem !== null && <ProblemNote problem={sign.problem} />}
      <div className="handover-signatures">
        {(['handing', 'taking'] as const).map((part) => (
          <Signature key={part} sheet={sheet} part={part} busy={sign.busy} onSign={() => void sign.now(part)} />
        ))}
      </div>
      {sheet.state === 'frozen' && <Note tone="good">{t('sign.frozen')}</Note>}
      {sheet.signedText !== null && (
        <p className="handover-hash">
          SHA-256 <code>{sheet.sha256}</code>
        </p>
      )}
    </Panel>
  )
}

function useSign({ content: { storeId, day }, sha256 }: HandoverBody) {
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState<HandoverPart | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const { queryKey } = handoverQuery(storeId, day)
  const now = async (part: HandoverPart): Promise<void> => {
    setBusy(part)
    setProblem(null)
    try {
      queryClient.setQueryData(queryKey, await signHandover(storeId, day, part, sha256))
    } catch (failure) {
      setProblem(failure)
      await queryClient.invalidateQueries({ queryKey })
    } finally {
      setBusy(null)
    }
  }
  return { busy, problem, now }
}

function Signature(props: { sheet: HandoverBody; part: HandoverPart; busy: HandoverPart | null; onSign: () => void }) {
  const { sheet, part, busy, onSign } = props
  const t = useText('warehouse')
  const signed = sheet.signatures.find((one) => one.part === part)
  const again = part === 'handing' && sheet.changedSince
  return (
    <section aria-label={t(`sign.part.${part}`)}>
      <h3>{t(`sign.part.${part}`)}</h3>
      {signed && (
        <p>
          <strong>{signed.name ?? signed.personId}</strong> <TimeText at={signed.at} as="clock" />
        </p>
      )}
      {(!signed || again) && (
        <Button
          tone={nextPart(sheet) === part ? 'primary' : 'plain'}
          icon="edit"
          busy={busy === part}
          refusal={refusalWords(sheet, part)}
          onPress={onSign}
        >
          {t(again ? 'sign.again' : `sign.verb.${part}`)}
        </Button>
      )}
    </section>
  )
}

function nextPart({ state }: HandoverBody): HandoverPart {
  return state === 'open' ? 'handing' : 'taking'
}
