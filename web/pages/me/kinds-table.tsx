import { noticeKinds } from '#engine/notice/notice-kinds.ts'
import type { NoticeKind } from '#engine/notice/notice-kinds.ts'
import type { ChoiceBody } from '../../api/messages.ts'
import { Note } from '../../kit/note/note.tsx'
import { useText } from '../../text/use-text.ts'
import type { ChoiceInHand } from './use-choice.ts'

const ways = ['robot', 'mail'] as const
type Way = (typeof ways)[number]

/** Every kind of notice against every way it can take; in the page it always stands. */
export function KindsTable({ hand }: { hand: ChoiceInHand }) {
  const t = useText('messages')
  return (
    <>
      <table className="kinds-table">
        <thead>
          <tr>
            <th scope="col">{t('choice.kind')}</th>
            <th scope="col">{t('ways.page')}</th>
            {ways.map((way) => (
              <th key={way} scope="col">
                {t(`ways.${way}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <KindRow hand={hand} name={t('choice.everything')} kinds={noticeKinds} />
          {noticeKinds.map((kind) => (
            <KindRow key={kind} hand={hand} name={t(`kinds.${kind}`)} kinds={[kind]} />
          ))}
        </tbody>
      </table>
      {!hand.choice.mailAvailable && <Note tone="info">{t('choice.noMail')}</Note>}
    </>
  )
}

interface KindRowProps {
  hand: ChoiceInHand
  name: string
  /** What its boxes switch on and off together. */
  kinds: readonly NoticeKind[]
}

function KindRow({ hand: { choice, change }, name, kinds }: KindRowProps) {
  const t = useText('messages')
  const toggle = (way: Way, on: boolean): void => {
    const before = chosenOf(choice, way)
    const next = on ? [...before, ...kinds] : before.filter((kind) => !kinds.includes(kind))
    const rest = next.length === 0 ? [] : noticeKinds.filter((kind) => !next.includes(kind))
    change({ [way]: next.length > 0, muted: { ...mutedOf(choice.muted), [way]: rest } })
  }
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{t('choice.always')}</td>
      {ways.map((way) => (
        <td key={way}>
          <label className="kinds-box">
            <input
              type="checkbox"
              checked={kinds.every((kind) => chosenOf(choice, way).includes(kind))}
              disabled={way === 'mail' && !choice.mailAvailable}
              aria-label={t('choice.box', { name, way: t(`ways.${way}`) })}
              onChange={(event) => toggle(way, event.target.checked)}
            />
          </label>
        </td>
      ))}
    </tr>
  )
}

/** The kinds that are sent over a way. */
function chosenOf(choice: ChoiceBody, way: Way): readonly NoticeKind[] {
  return choice[way] ? noticeKinds.filter((kind) => !choice.muted[way].includes(kind)) : []
}

function mutedOf({ mail, robot }: { mail: string[]; robot: string[] }): Record<Way, NoticeKind[]> {
  const known = (kinds: string[]) => noticeKinds.filter((kind) => kinds.includes(kind))
  return { mail: known(mail), robot: known(robot) }
}
