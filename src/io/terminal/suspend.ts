import process from 'node:process';

/** In ms, for a signal to arrive where nobody stops us. */
const STOP_TIMEOUT_MS = 100;

/**
 * Stops the process as ^Z does, with its whole group: under npx the shell waits for our parents. The caller has given
 * the terminal back. Resolves when we are continued; at once where nobody could do that, because a shell's own process
 * group, or one whose shell is gone, is not stopped by SIGTSTP (POSIX: an orphaned process group).
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
    // The caller listens to no SIGTSTP now: the system's own action is to stop us, and to listen would be to stay.
    process.kill(0, 'SIGTSTP');
    const timer = setTimeout(done, STOP_TIMEOUT_MS);
  });
}
