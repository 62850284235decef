import { z } from 'zod'
import { Id } from '../contract/primitives.ts'

export const taskParams = z.strictObject({ taskId: Id })
