import { Link } from '@tanstack/react-router'
import { Note } from '../kit/note/note.tsx'
import { useText } from '../text/use-text.ts'
import type { FileDoor } from './file-door.ts'

/** Says which of the files show a picture that was used in other runs before; nothing when none does. */
export function SeenBeforeNotes({ ids, door }: { ids: readonly string[]; door: Pick<FileDoor, 'known'> | undefined }) {
  const t = useText('forms')
  const seen = ids.flatMap((id, index) => {
    const file = door?.known(id)
    return file?.seenBefore ? [{ id, name: file.name || t('fileNumber', { at: index + 1 }), ...file.seenBefore }] : []
  })
  return seen.map(({ id, name, sameStore, otherStore, runs }) => (
    <Note key={id} tone="warn">
      {t('seenBefore.said', { name })} {sameStore && t('seenBefore.here')} {otherStore && t('seenBefore.elsewhere')}
      {runs.map((runId) => (
        <Link key={runId} to="/runs/$runId" params={{ runId }} className="seen-before-run">
          {runId}
        </Link>
      ))}
    </Note>
  ))
}
