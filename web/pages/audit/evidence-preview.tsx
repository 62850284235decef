import { useText } from '../../text/use-text.ts'

/** A picture as it was uploaded, small, leading to the whole; another file by its link. */
export function EvidencePreview({ id, mediaType }: { id: string; mediaType: string | null }) {
  const t = useText('audit')
  const address = `/api/v1/evidence/${encodeURIComponent(id)}`
  return (
    <a className="audit-evidence" href={address} target="_blank" rel="noreferrer">
      {mediaType?.startsWith('image/') === true ? (
        <img src={address} alt={t('history.picture')} loading="lazy" width={96} height={96} />
      ) : (
        t('history.file')
      )}
    </a>
  )
}
