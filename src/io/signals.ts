import process from 'node:process';

const statuses = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Aborts when the process is asked to end; the reason is the status to end with, 128 and the signal's number. */
export function signals(): AbortSignal {
  const asked = new AbortController();
  for (const [signal, status] of Object.entries(statuses)) process.once(signal, () => asked.abort(status));
  return asked.signal;
}
