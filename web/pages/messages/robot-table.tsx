import { useState } from 'react'
import type { RobotAnswer, RobotBody } from '../../api/messages.ts'
import { changeRobot, removeRobot, testRobot } from '../../api/messages.ts'
import { Button } from '../../kit/button/button.tsx'
import { Dialog } from '../../kit/dialog/dialog.tsx'
import { Note } from '../../kit/note/note.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import type { Column } from '../../kit/table/data-table.tsx'
import { DataTable } from '../../kit/table/data-table.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { useText } from '../../text/use-text.ts'
import { useAct } from '../admin/use-act.ts'
import { ReasonWords } from './reason-words.tsx'

export interface RobotTableProps {
  robots: readonly RobotBody[]
  onEdit: (robot: RobotBody) => void
}

/** Robots with what may be done to each; the outcome of a test stands below. */
export function RobotTable({ robots, onEdit }: RobotTableProps) {
  const t = useText('messages')
  const { act, problem, busy } = useAct('robots', 'outbox')
  const [tested, setTested] = useState<{ robot: RobotBody; answer: RobotAnswer } | null>(null)
  const [leaving, setLeaving] = useState<RobotBody | null>(null)
  async function test(robot: RobotBody): Promise<void> {
    setTested(null)
    await act(async () => setTested({ robot, answer: await testRobot(robot.id) }))
  }
  const columns: Column<RobotBody>[] = [
    { id: 'name', head: t('robots.name'), leads: true, cell: ({ name }) => name },
    { id: 'kind', head: t('robots.kind'), cell: ({ kind }) => t(`robots.kinds.${kind}`) },
    { id: 'address', head: t('robots.address'), cell: ({ address }) => address },
    { id: 'signed', head: t('robots.secret'), cell: (robot) => <Signed robot={robot} /> },
    {
      id: 'state',
      head: t('robots.state'),
      cell: ({ enabled }) => <Tag tone={enabled ? 'good' : 'warn'}>{t(enabled ? 'robots.on' : 'robots.off')}</Tag>,
    },
    {
      id: 'acts',
      head: t('robots.acts'),
      cell: (robot) => (
        <span className="robot-acts">
          <Button busy={busy} onPress={() => void test(robot)}>
            {t('robots.test')}
          </Button>
          <Button onPress={() => onEdit(robot)}>{t('robots.edit')}</Button>
          <Button
            busy={busy}
            onPress={() => void act(() => changeRobot(robot.id, { name: robot.name, enabled: !robot.enabled }))}
          >
            {t(robot.enabled ? 'robots.turnOff' : 'robots.turnOn')}
          </Button>
          <Button onPress={() => setLeaving(robot)}>{t('robots.remove')}</Button>
        </span>
      ),
    },
  ]
  return (
    <>
      <DataTable label={t('robots.ofStore')} columns={columns} rows={robots} keyOf={({ id }) => id} />
      <div role="status">{tested && <Tested {...tested} />}</div>
      {problem !== null && <ProblemNote problem={problem} />}
      {leaving && <RemoveSheet robot={leaving} onClose={() => setLeaving(null)} />}
    </>
  )
}

function Signed({ robot: { kind, signed } }: { robot: RobotBody }) {
  const t = useText('messages')
  if (kind === 'wecom') return t('robots.inAddress')
  return t(signed ? 'robots.signed' : 'robots.unsigned')
}

function Tested({ robot, answer }: { robot: RobotBody; answer: RobotAnswer }) {
  const t = useText('messages')
  return (
    <Note tone={answer.sent ? 'good' : 'bad'}>
      <p>{t(answer.sent ? 'robots.testTaken' : 'robots.testRefused', { name: robot.name })}</p>
      {answer.error !== null && <ReasonWords error={answer.error} />}
    </Note>
  )
}

function RemoveSheet({ robot, onClose }: { robot: RobotBody; onClose: () => void }) {
  const t = useText('messages')
  const { act, problem, busy } = useAct('robots', 'outbox')
  async function remove(): Promise<void> {
    if (await act(() => removeRobot(robot.id))) onClose()
  }
  const actions = (
    <>
      <Button onPress={onClose}>{t('keep')}</Button>
      <Button tone="danger" busy={busy} onPress={() => void remove()}>
        {t('robots.remove')}
      </Button>
    </>
  )
  return (
    <Dialog title={t('robots.removeTitle', { name: robot.name })} isOpen onClose={onClose} actions={actions}>
      <p>{t('robots.removeText')}</p>
      {problem !== null && <ProblemNote problem={problem} />}
    </Dialog>
  )
}
