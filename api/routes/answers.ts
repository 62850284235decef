import { ProblemShape } from '../contract/primitives.ts'

/** Every route may answer a problem; Fastify reads `4xx` as all of them. */
export const problems = { '4xx': ProblemShape, '5xx': ProblemShape }
