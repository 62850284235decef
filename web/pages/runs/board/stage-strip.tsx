import type { BoardRunBody } from '../../../api/boards.ts'
import { usePick, useText } from '../../../text/use-text.ts'

type Stage = BoardRunBody['stages'][number]

/** How far a run is: a mark per stage, with the same in words. */
export function StageStrip({ run }: { run: BoardRunBody }) {
  const t = useText('runs')
  const words = useStageWords()
  return (
    <span className="stage-strip">
      <span className="stage-marks" aria-hidden="true">
        {run.stages.map((stage) => (
          <span key={stage.id} className={`stage-mark stage-${stateOf(stage)}`} title={words(stage)} />
        ))}
      </span>
      <span className="number">{t('percent', { percent: run.percent })}</span>
    </span>
  )
}

export type StageState = 'late' | 'open' | 'done' | 'planned'

/** Late wins over open: it is what one looks for. */
export function stateOf(stage: Stage): StageState {
  return stage.late > 0 ? 'late' : stage.status
}

/** A stage and its state in one sentence. */
export function useStageWords(): (stage: Stage) => string {
  const t = useText('runs')
  const pick = usePick()
  return (stage) =>
    t('stageWords', {
      stage: pick(stage.title),
      state: t(`stageState.${stateOf(stage)}`),
      done: stage.done,
      total: stage.total,
    })
}
