import type { JsonObject } from '#engine/model/text.ts'
import { problemOf } from '../../../api/api-problem.ts'
import type { SopBody } from '../../../api/sops.ts'
import { Button } from '../../../kit/button/button.tsx'
import { Toggle } from '../../../kit/field/toggle.tsx'
import { ProblemNote } from '../../../kit/note/problem-note.tsx'
import { Panel } from '../../../kit/page/panel.tsx'
import { tell } from '../../../kit/toast/toasts.ts'
import { usePick, useText } from '../../../text/use-text.ts'
import type { LaunchSearch } from '../search.ts'
import { LaunchFields } from './launch-fields.tsx'
import { LaunchMany } from './launch-many.tsx'
import { RolePeople } from './role-people.tsx'
import { StorePlan } from './store-plan.tsx'
import { useLaunch } from './use-launch.ts'

/** Form, people and dated plan of one launch, in as many stores as are ticked. */
export function LaunchSheet({ sop, search }: { sop: SopBody; search: LaunchSearch }) {
  const t = useText('launch')
  const pick = usePick()
  const launch = useLaunch(sop, search)
  const { storeIds, inputs, plans, nameOf, problem } = launch
  return (
    <div className="launch">
      <Panel title={pick(sop.title)} aside={<ShareLink sop={sop} storeIds={storeIds} inputs={inputs} />}>
        <p>{pick(sop.purpose)}</p>
        <StoreTicks able={launch.able} ticked={storeIds} onChange={launch.setStoreIds} />
        <LaunchFields
          sop={sop}
          storeId={storeIds.length === 1 ? storeIds[0]! : null}
          values={inputs}
          onChange={launch.setInputs}
          findings={problem === null ? [] : problemOf(problem).errors}
        />
      </Panel>
      {storeIds.map((storeId) => (
        <RolePeople
          key={storeId}
          storeId={storeId}
          storeName={nameOf(storeId)}
          roles={sop.roles}
          chosen={launch.roles[storeId] ?? {}}
          onChange={(next) => launch.setRoles({ [storeId]: next })}
        />
      ))}
      <Button
        tone={plans === null ? 'primary' : 'plain'}
        icon="calendar"
        busy={launch.busy}
        refusal={storeIds.length === 0 ? t('noStore') : null}
        onPress={() => void launch.preview()}
      >
        {t('preview')}
      </Button>
      {Object.entries(plans ?? {}).map(([storeId, plan]) => (
        <Panel key={storeId} title={t('planOf', { store: nameOf(storeId) })}>
          {'problem' in plan ? <ProblemNote problem={plan.problem} /> : <StorePlan plan={plan} sop={sop} />}
        </Panel>
      ))}
      <LaunchMany
        stores={storeIds.map((storeId) => ({
          storeId,
          name: nameOf(storeId),
          asked: launch.asked(storeId),
          key: launch.keys[storeId] ?? '',
        }))}
        refusal={plans === null ? t('previewFirst') : problem !== null ? t('planFailed') : null}
      />
    </div>
  )
}

function StoreTicks(props: {
  able: readonly { storeId: string; storeName: string }[]
  ticked: readonly string[]
  onChange: (ticked: string[]) => void
}) {
  const t = useText('launch')
  const { able, ticked, onChange } = props
  return (
    <fieldset className="launch-stores">
      <legend>{t('stores')}</legend>
      {able.map(({ storeId, storeName }) => (
        <Toggle
          key={storeId}
          value={ticked.includes(storeId)}
          onChange={(on) => onChange(on ? [...ticked, storeId] : ticked.filter((id) => id !== storeId))}
        >
          {storeName}
        </Toggle>
      ))}
    </fieldset>
  )
}

/** The address of this sheet as it is filled, for somebody else to start from. */
function ShareLink({ sop, storeIds, inputs }: { sop: SopBody; storeIds: readonly string[]; inputs: JsonObject }) {
  const t = useText('launch')
  const copy = async () => {
    const search = new URLSearchParams({ sopId: sop.id, stores: storeIds.join(','), inputs: JSON.stringify(inputs) })
    const address = `${location.origin}/runs/launch?${search.toString()}`
    try {
      await navigator.clipboard.writeText(address)
      tell({ tone: 'good', text: t('shared') })
    } catch {
      tell({ tone: 'info', text: address })
    }
  }
  return (
    <Button icon="copy" onPress={() => void copy()}>
      {t('share')}
    </Button>
  )
}
