/** The revision the caller saw, where one was sent. */
export function revisionOf(body: { expectedRevision?: number | undefined } | undefined): { expectedRevision?: number } {
  return body?.expectedRevision === undefined ? {} : { expectedRevision: body.expectedRevision }
}
