/** Lets the page open without a network; what it shows still comes from the house alone. */
export function keepShell(): void {
  if (!('serviceWorker' in navigator)) return
  // Without one the page works as ever, only not offline.
  navigator.serviceWorker.register('/service-worker.js').catch(() => undefined)
}
