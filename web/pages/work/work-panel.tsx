import { useEffect, useMemo, useState } from 'react'
import { problemOf } from '../../api/api-problem.ts'
import { useMe } from '../../api/me.ts'
import type { TaskBody } from '../../api/tasks.ts'
import { FormStore } from '../../forms/form-store.ts'
import { StepForm } from '../../forms/step-form.tsx'
import { Button } from '../../kit/button/button.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Panel } from '../../kit/page/panel.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { DueChip } from '../../kit/time/due-chip.tsx'
import { tell } from '../../kit/toast/toasts.ts'
import { filesThatWait } from '../../queue/waiting-files.ts'
import { useActions } from '../../shell/actions.ts'
import { usePick, useText } from '../../text/use-text.ts'
import { ConflictNote, isConflict } from './conflict-note.tsx'
import { EndedPanel, isOver } from './ended-panel.tsx'
import { finishLane } from './finish-lane.ts'
import { useGoOn } from './go-on.ts'
import { Phrases } from './phrases.tsx'
import { refusalWords } from './refusal-words.ts'
import type { LaneState, Section } from './use-lane.ts'
import { meantOf, useLane } from './use-lane.ts'
import { WhatNext } from './what-next.tsx'

/** The forms of one case that fall to the reader now, with one button for all that is filled in. */
export function WorkPanel({ task }: { task: TaskBody }) {
  const t = useText('work')
  const lane = useLane(task)
  const sending = useFinish(task, lane)
  const ready = readyOf(lane.sections)
  // Once the first step is sent, what is left is the steps after it, whatever became of this one.
  const begun = lane.sections.some(({ isDone }) => isDone)
  const refusal = begun ? null : refusalWords(task, 'complete')
  const finish = sending.finish
  const actions = useMemo(
    () => [{ id: 'finish', label: t('task.finish'), keys: 'mod+enter', whileTyping: true, refusal, run: finish }],
    [t, refusal, finish],
  )
  useActions(actions)
  useActions(letterActions(lane))
  useEffect(startInFirstField, [])
  return (
    <>
      <Trouble task={task} lane={lane} problem={sending.problem} busy={sending.busy} refused={refusal !== null} />
      {isOver(task) && !begun && !sending.busy ? (
        <EndedPanel task={task} />
      ) : (
        <>
          {lane.sections.map((section) => (
            <SectionPanel key={section.step.taskId} task={task} section={section} lane={lane} tried={sending.tried} />
          ))}
          <div className="task-finish">
            <Button tone="primary" icon="check" keys="mod+enter" busy={sending.busy} refusal={refusal} onPress={finish}>
              {ready.length > 1 ? t('task.finishSeveral', { count: ready.length }) : t('task.finish')}
            </Button>
            <WhatNext next={lane.next} />
          </div>
        </>
      )}
    </>
  )
}

/** A step that begins with words may be written at once; where it begins with a choice, its letters are keys. */
function startInFirstField(): void {
  if (!matchMedia('(pointer: fine)').matches) return
  const field = document.querySelector('.step-form .form-field')
  const input = field?.querySelector<HTMLInputElement | HTMLTextAreaElement>('input[type="text"], textarea')
  if (input && input.value === '') input.focus({ preventScroll: true })
}

/** What stands in the way: somebody was faster, before or while it was sent, or the house says no. */
function Trouble(props: { task: TaskBody; lane: LaneState; problem: unknown; busy: boolean; refused: boolean }) {
  const { task, lane, problem, busy, refused } = props
  const faster = problem === null ? refused && lane.typed.length > 0 && !busy : isConflict(problem)
  if (faster) return <ConflictNote task={task} typed={lane.typed} problem={problem} />
  return problem === null ? null : <ProblemNote problem={problem} />
}

/** Grades and their like are one letter each, and that letter is their key. */
function letterActions(lane: LaneState) {
  const open = lane.sections.filter(({ isDone }) => !isDone)
  return open.flatMap(({ step, typed }) =>
    step.form
      .filter(({ of = [] }) => of.length > 0 && of.every((one) => one.length === 1))
      .flatMap(({ name, of = [] }) =>
        of.map((one) => ({
          id: `${step.taskId} ${name} ${one}`,
          label: one,
          keys: one.toLowerCase(),
          run: () => lane.change(step, { ...typed, answers: { ...typed.answers, [name]: one } }),
        })),
      ),
  )
}

function SectionPanel(props: { task: TaskBody; section: Section; lane: LaneState; tried: boolean }) {
  const { task, section, lane, tried } = props
  const { step, typed, worked, isDone, refused } = section
  const t = useText('work')
  const pick = usePick()
  const files = useMemo(() => filesThatWait(step.taskId, task.evidence), [step.taskId, task.evidence])
  if (isDone) return <p className="task-done">{t('task.stepDone', { title: pick(step.title) })}</p>
  return (
    <Panel
      title={pick(step.title)}
      aside={worked.ready ? <Tag tone="good">{t('task.filled')}</Tag> : <DueChip dueAt={step.dueAt} hard={step.hard} />}
    >
      <p className="task-hint">{pick(step.instructions)}</p>
      <Phrases task={task} step={step} values={worked.values} />
      <FormStore value={task.storeId}>
        <StepForm
          fields={step.form}
          worked={worked}
          typed={typed}
          onChange={(next) => lane.change(step, next)}
          checklist={step.checklist}
          refused={refused}
          tried={tried}
          files={files}
        />
      </FormStore>
    </Panel>
  )
}

/** The steps that can be sent as they are, from the first on. */
function readyOf(sections: readonly Section[]): Section[] {
  const open = sections.filter((section) => !section.isDone)
  const stop = open.findIndex((section) => !section.worked.ready || !ticked(section))
  return stop === -1 ? open : open.slice(0, stop)
}

function ticked({ step, typed }: Section): boolean {
  return step.checklist.every(({ id }) => typed.checklist.includes(id))
}

function useFinish(task: TaskBody, lane: LaneState) {
  const t = useText('work')
  const me = useMe()
  const goOn = useGoOn()
  const [busy, setBusy] = useState(false)
  const [tried, setTried] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)

  async function send(): Promise<void> {
    setProblem(null)
    setTried(true)
    const ready = readyOf(lane.sections)
    if (ready.length === 0) return showFirstFault()
    setBusy(true)
    const parts = ready.map(({ step, typed }) => ({
      meant: meantOf({ [step.taskId]: typed })[0]!,
      title: step.title,
      fields: step.form.map(({ name, title, type }) => ({ name, title, type })),
      revision: step.taskId === task.id ? task.revision : null,
    }))
    const who = { personId: me.id, caseKey: task.correlationKey }
    const finished = await finishLane(parts, who, lane.markDone)
    setBusy(false)
    if (finished.kind === 'refused') {
      const findings = finished.problem.errors.map((one) => ({ grade: 'block' as const, ...one }))
      lane.refuse(finished.taskId, findings)
      setProblem(finished.problem)
      return
    }
    if (finished.kind === 'waiting') tell({ tone: 'info', text: t('task.waits', { count: finished.count }) })
    await goOn(task)
  }

  const finish = (): void => {
    if (!busy) send().catch((failure: unknown) => setProblem(problemOf(failure)))
  }
  return { busy, tried, problem, finish }
}

/** Leads to what is still missing. */
function showFirstFault(): void {
  requestAnimationFrame(() => {
    const fault = document.querySelector<HTMLElement>('.step-form .field-error')
    const field = fault?.closest('.form-field, fieldset')
    field?.querySelector<HTMLElement>('input, textarea, select, button')?.focus()
    field?.scrollIntoView({ block: 'center' })
  })
}
