import { useState } from 'react'
import { problemOf } from '../../api/api-problem.ts'
import type { NewRobot, RobotBody } from '../../api/messages.ts'
import { addRobot, changeRobot } from '../../api/messages.ts'
import { Button } from '../../kit/button/button.tsx'
import { Dialog } from '../../kit/dialog/dialog.tsx'
import { Field } from '../../kit/field/field.tsx'
import { Select } from '../../kit/field/select.tsx'
import { TextInput } from '../../kit/field/text-input.tsx'
import { Toggle } from '../../kit/field/toggle.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { useText } from '../../text/use-text.ts'
import { useAct } from '../admin/use-act.ts'
import { refusedAt } from './refused-at.ts'

const kinds = ['dingtalk', 'feishu', 'wecom'] as const

interface Draft {
  kind: NewRobot['kind']
  name: string
  url: string
  secret: string
  unsigned: boolean
}

export interface RobotSheetProps {
  storeId: string
  /** null = a new one. */
  robot: RobotBody | null
  onClose: () => void
}

/** Adds or changes a robot. Address and secret go in and are never shown again; left empty, a known robot keeps them. */
export function RobotSheet({ storeId, robot, onClose }: RobotSheetProps) {
  const t = useText('messages')
  const [draft, setDraft] = useState<Draft>({
    kind: robot?.kind ?? 'dingtalk',
    name: robot?.name ?? '',
    url: '',
    secret: '',
    unsigned: false,
  })
  const set = (change: Partial<Draft>): void => setDraft({ ...draft, ...change })
  const { act, problem, busy } = useAct('robots')
  const missing = draft.name.trim() === '' || (robot === null && draft.url.trim() === '')
  async function save(): Promise<void> {
    if (
      await act(() => (robot === null ? addRobot(storeId, added(draft)) : changeRobot(robot.id, changed(draft, robot))))
    )
      onClose()
  }
  const actions = (
    <>
      <Button onPress={onClose}>{t('keep')}</Button>
      <Button tone="primary" busy={busy} refusal={missing ? t('robots.fill') : null} onPress={() => void save()}>
        {t('robots.save')}
      </Button>
    </>
  )
  const title = robot === null ? t('robots.add') : t('robots.editTitle', { name: robot.name })
  return (
    <Dialog title={title} isOpen onClose={onClose} actions={actions} keep={draft.url !== '' || draft.secret !== ''}>
      <Field label={t('robots.kind')}>
        {robot === null ? (
          <Select
            value={draft.kind}
            onChange={(kind) => set({ kind })}
            choices={kinds.map((value) => ({ value, label: t(`robots.kinds.${value}`) }))}
          />
        ) : (
          <TextInput readOnly value={t(`robots.kinds.${robot.kind}`)} onChange={() => undefined} />
        )}
      </Field>
      <Field label={t('robots.name')} hint={t('robots.nameHint')} error={refusedAt(problem, '/name')} required>
        <TextInput value={draft.name} onChange={(name) => set({ name })} maxLength={100} />
      </Field>
      <Secrets draft={draft} robot={robot} set={set} problem={problem} />
      {problem !== null && problemOf(problem).errors.length === 0 && <ProblemNote problem={problem} />}
    </Dialog>
  )
}

interface SecretsProps {
  draft: Draft
  robot: RobotBody | null
  set: (change: Partial<Draft>) => void
  problem: unknown
}

function Secrets({ draft, robot, set, problem }: SecretsProps) {
  const t = useText('messages')
  const isNew = robot === null
  return (
    <>
      <Field
        label={t('robots.url')}
        hint={isNew ? t('robots.urlHint') : t('robots.urlKept', { address: robot.address })}
        error={refusedAt(problem, '/url')}
        required={isNew}
      >
        <TextInput type="url" autoComplete="off" value={draft.url} onChange={(url) => set({ url })} maxLength={2000} />
      </Field>
      {draft.kind !== 'wecom' && (
        <Field
          label={t('robots.secret')}
          hint={t(robot?.signed === true ? 'robots.secretKept' : 'robots.secretHint')}
          error={refusedAt(problem, '/secret')}
        >
          <TextInput
            type="password"
            autoComplete="new-password"
            value={draft.secret}
            onChange={(secret) => set({ secret })}
            maxLength={500}
          />
        </Field>
      )}
      {robot?.signed === true && (
        <Toggle value={draft.unsigned} onChange={(unsigned) => set({ unsigned })}>
          {t('robots.unsign')}
        </Toggle>
      )}
    </>
  )
}

function added({ kind, name, url, secret }: Draft): NewRobot {
  return { kind, name: name.trim(), url: url.trim(), ...(secret === '' || kind === 'wecom' ? {} : { secret }) }
}

function changed({ name, url, secret, unsigned }: Draft, { enabled }: RobotBody) {
  return {
    name: name.trim(),
    enabled,
    ...(url.trim() === '' ? {} : { url: url.trim() }),
    ...(unsigned ? { secret: null } : secret === '' ? {} : { secret }),
  }
}
