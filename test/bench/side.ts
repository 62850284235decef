/** A task of a run as its worker sees it in the list. */
export interface OpenTask {
  id: string
  runId: string
  /** 1 to 10. */
  step: number
  revision: number
}

/** Three fields, as every step asks. */
export interface Answers {
  result: 'passed' | 'failed'
  pieces: number
  note: string
}

/** One client's place at a door. */
export interface Seat {
  /** Launches a run; its first task may show later. */
  launch(number: number): Promise<string>
  /** The run's open task as the list of the role shows it, or null. */
  openTask(runId: string): Promise<OpenTask | null>
  complete(task: OpenTask, answers: Answers): Promise<void>
}

/** One of the things that are compared. */
export interface Side {
  name: string
  /** Process numbers whose CPU time is its own, by name. */
  processes: Record<string, number>
  /** A seat for the n-th client, kept for the whole benchmark. */
  seat(index: number): Promise<Seat>
  close(): void
}

/** Keeps seats, and closes what they hold open. */
export function seatsOf(open: (index: number) => Promise<Seat & { close(): void }>): Pick<Side, 'seat' | 'close'> {
  const seats = new Map<number, Seat & { close(): void }>()
  return {
    async seat(index) {
      const known = seats.get(index)
      if (known !== undefined) return known
      const fresh = await open(index)
      seats.set(index, fresh)
      return fresh
    },
    close: () => seats.forEach((seat) => seat.close()),
  }
}

/** Address of the n-th person: all of 127.0.0.0/8 is this machine on Linux, elsewhere only its first. */
export function addressOf(index: number): string {
  return process.platform === 'linux' ? `127.0.0.${index + 2}` : '127.0.0.1'
}
