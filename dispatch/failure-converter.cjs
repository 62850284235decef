// Loaded by path in client, worker and workflow bundle: texts and stacks of failures travel as payloads, so the codec
// seals them like everything else.
const { DefaultFailureConverter } = require('@temporalio/common')

exports.failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true })
