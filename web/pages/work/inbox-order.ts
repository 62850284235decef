let order: readonly string[] = []

/** The tasks of the inbox in the order last seen, so that one can go on to the next without network. */
export function rememberTasks(ids: readonly string[]): void {
  order = ids
}

export function rememberedTasks(): readonly string[] {
  return order
}
