import process from 'node:process';

/** Time to wait for the stop signal, in ms, where nothing stops the process. */
const STOP_TIMEOUT_MS = 100;

/**
 * Stops the process group as ^Z does, because under npx the shell waits for our parents. Resolves when the process is
 * continued; soon in an orphaned process group, which SIGTSTP does not stop (POSIX).
 */
export async function stopProcess(): Promise<void> {
  if (process.platform === 'win32') return;
  await new Promise<void>(resolve => {
    const done = (): void => {
      clearTimeout(timer);
      process.off('SIGCONT', done);
      resolve();
    };
    process.on('SIGCONT', done);
    // Nobody listens to SIGTSTP now, so that the system's default action stops the process.
    process.kill(0, 'SIGTSTP');
    const timer = setTimeout(done, STOP_TIMEOUT_MS);
  });
}
