import fc from 'fast-check';

// Ends each property early, so that `npm test` is quick. `npm run test:slow` does without it.

/** A property ends after this many successful runs, or this much time, whichever comes later. */
const MIN_RUNS = 10;
const MIN_MS = 40;

const shared = globalThis as { hasFewRuns?: true };

// Test files share a process, and fast-check keeps a plugin as long as the process lives.
if (!shared.hasFewRuns)
  fc.installGlobalPlugin(() => {
    const start = performance.now();
    let successes = 0;
    let hasFailed = false;
    const note = <Outcome>(outcome: Outcome): Outcome => {
      if (outcome === null) successes++;
      else if (!fc.PreconditionFailure.isFailure(outcome)) hasFailed = true;
      return outcome;
    };
    return {
      decorateRun: run => value => {
        // After a failure the value is shrunk, which takes as many runs as it needs.
        if (!hasFailed && successes >= MIN_RUNS && performance.now() - start >= MIN_MS)
          return new fc.PreconditionFailure(true);
        const outcome = run(value);
        return outcome instanceof Promise ? outcome.then(note) : note(outcome);
      },
    };
  });
shared.hasFewRuns = true;
